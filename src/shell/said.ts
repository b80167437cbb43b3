import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { encodedAddress, seeOther } from '../platform/http/redirect.js';

/** What a page says once about what its reader just did: a name by which the page finds its words, and the few facts in them. */
export interface Said {
  what: string;
  facts?: Record<string, string>;
}

/** Where to go on, and what is said there. */
export interface Next {
  to: string;
  say: Said;
}

const COOKIE = 'said';
/** Long enough for the way to the next page. */
const KEPT_SECONDS = 60;

/** Sends the reader on. What the next page is to say goes with them, and with nobody else: no address tells it. */
export function goOn(reply: FastifyReply, next: string | Next): void {
  if (typeof next === 'string') return seeOther(reply, next);
  const path = pathOf(next.to);
  const said = Buffer.from(JSON.stringify(next.say)).toString('base64url');
  void reply.setCookie(COOKIE, `${said}.${sealOf(reply.request, path, said)}`, {
    path,
    maxAge: KEPT_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
  });
  seeOther(reply, next.to);
}

/** What this page is to say: once, to the session in which it was done. */
export const SaidHere = createParamDecorator((_: unknown, context: ExecutionContext): Said | null => {
  const http = context.switchToHttp();
  return take(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});

function take(request: FastifyRequest, reply: FastifyReply): Said | null {
  const [said = '', seal = ''] = (request.cookies[COOKIE] ?? '').split('.');
  const path = pathOf(request.url);
  // Of another page, whose address begins like this one's: it stays.
  if (!isSame(seal, sealOf(request, path, said))) return null;
  void reply.clearCookie(COOKIE, { path });
  return JSON.parse(Buffer.from(said, 'base64url').toString()) as Said;
}

/** Good for one page of one session; of who is not signed in, whose pages say nothing about anybody, for one page. */
function sealOf({ csrfSecret = '' }: FastifyRequest, path: string, said: string): string {
  return createHmac('sha256', `said ${csrfSecret}`).update(`${path} ${said}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

const pathOf = (address: string) => encodedAddress(address).split(/[?#]/, 1)[0]!;
