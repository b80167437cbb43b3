import type { FastifyInstance } from 'fastify';
import { AGREEMENT_COOKIE } from './page-frame.js';

const YEAR_SECONDS = 31_536_000;

/** Pages without an agreement of their own show the one whose page was read last: remembered in a cookie. */
export function rememberAgreement(fastify: FastifyInstance, secure: boolean): void {
  fastify.addHook('onSend', async (request, reply) => {
    const { visitedAgreement } = request;
    if (!visitedAgreement || request.cookies[AGREEMENT_COOKIE] === visitedAgreement) return;
    const options = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure } as const;
    reply.header('set-cookie', fastify.serializeCookie(AGREEMENT_COOKIE, visitedAgreement, options));
  });
}
