import type { FastifyReply } from 'fastify';

/**
 * The one way to send a reader on. The target may be built from what they sent: whatever may not stand in a header is
 * encoded, and what was encoded stays as it is.
 * @param status for a script that asked: it cannot follow a 303 without putting the next page into a part of this one
 */
export function seeOther(reply: FastifyReply, target: string, status = 204): void {
  const encoded = encodedAddress(target);
  if (reply.request.headers['hx-request'] === 'true')
    void reply.status(status).header('hx-redirect', encoded).send('');
  else void reply.status(303).header('location', encoded).send('');
}

/** Not by `URL`: it would make `//evil.example` of `/.//evil.example`. */
export function encodedAddress(target: string): string {
  return target.toWellFormed().replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}
