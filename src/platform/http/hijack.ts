import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';

/** From here on the answer is written by hand: with the headers that were set for every answer, and some of its own. */
export function hijack(reply: FastifyReply, own: Record<string, string> = {}): ServerResponse {
  reply.hijack();
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...own }))
    if (value !== undefined) reply.raw.setHeader(name, value);
  return reply.raw;
}
