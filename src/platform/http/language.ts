import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Language } from '../text.js';
import { isForPrograms } from './one-address.js';

export const LANGUAGE_COOKIE = 'language';

/** The reader's language: what was chosen and remembered; for programs what they ask for; else Vietnamese. */
export function languageOf(request: FastifyRequest): Language {
  const chosen = request.cookies?.[LANGUAGE_COOKIE];
  if (isLanguage(chosen)) return chosen;
  const asked = isForPrograms(request) ? request.headers['accept-language'] : undefined;
  return asked?.toLowerCase().startsWith('en') ? 'en' : 'vi';
}

export const isLanguage = (text: string | undefined): text is Language => text === 'vi' || text === 'en';
