import type { FastifyRequest } from 'fastify';
import '../../identity/request.js';
import { addressOf } from '../../platform/http/address.js';

/** A browser in which somebody has signed in keeps this one, also when he signs out (known-browsers.ts). */
export const BROWSER_COOKIE = 'browser';

/** Who asks, from where, in what browser. */
export interface From {
  address: string;
  userAgent?: string;
  /** The cookie by which the browser is known again. */
  browser?: string;
  /** The open session that it comes from, and whose that is. */
  session?: { id: number; email: string };
}

export function fromOf(request: FastifyRequest): From {
  const { access, viewer } = request;
  return {
    address: addressOf(request),
    userAgent: request.headers['user-agent'],
    browser: request.cookies[BROWSER_COOKIE],
    session: access?.by === 'cookie' && viewer ? { id: access.id, email: viewer.email } : undefined,
  };
}
