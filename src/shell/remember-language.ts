import type { FastifyReply } from 'fastify';
import { LANGUAGE_COOKIE } from '../platform/http/language.js';
import type { Language } from '../platform/text.js';

const YEAR_SECONDS = 31_536_000;

/** From this answer on. */
export function rememberLanguage(reply: FastifyReply, language: Language, secure: boolean): void {
  reply.request.cookies[LANGUAGE_COOKIE] = language;
  void reply.setCookie(LANGUAGE_COOKIE, language, {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    httpOnly: true,
    secure,
  });
}
