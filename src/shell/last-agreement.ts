import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AGREEMENT_COOKIE } from '../identity/last-agreement.js';
import '../identity/request.js';

const YEAR_SECONDS = 31_536_000;

/** Where the reader has several agreements, the one whose page is shown is the one to come back to: remembered in a cookie. */
export function rememberAgreement(fastify: FastifyInstance, secure: boolean): void {
  const options = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure } as const;
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const slug = shownOfSeveral(request, reply);
    if (slug && request.cookies[AGREEMENT_COOKIE] !== slug)
      reply.header('set-cookie', fastify.serializeCookie(AGREEMENT_COOKIE, slug, options));
    done(null, payload);
  });
}

function shownOfSeveral({ inReach, scope }: FastifyRequest, reply: FastifyReply): string | undefined {
  if (!scope?.namesAgreement || !inReach || inReach.choices.length < 2) return undefined;
  return String(reply.getHeader('content-type')).startsWith('text/html') ? scope.agreement.slug : undefined;
}
