import type { FastifyInstance } from 'fastify';
import { AGREEMENT_COOKIE } from '../identity/last-agreement.js';
import '../identity/request.js';

const YEAR_SECONDS = 31_536_000;

/** Where the reader has several agreements, the one whose page is shown is the one to come back to: remembered in a cookie. */
export function rememberAgreement(fastify: FastifyInstance, secure: boolean): void {
  fastify.addHook('onSend', async (request, reply) => {
    const { inReach, scope } = request;
    if (!scope?.namesAgreement || !inReach || inReach.choices.length < 2) return;
    if (!String(reply.getHeader('content-type')).startsWith('text/html')) return;
    const { slug } = scope.agreement;
    if (request.cookies[AGREEMENT_COOKIE] === slug) return;
    const options = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure } as const;
    reply.header('set-cookie', fastify.serializeCookie(AGREEMENT_COOKIE, slug, options));
  });
}
