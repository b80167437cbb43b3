import type { FastifyRequest } from 'fastify';

/** What the header tells beside the agreement: handed in by the rooms that know it. */
export abstract class HeaderFacts {
  /** How much waits for the signed-in person. */
  abstract workCount(request: FastifyRequest): Promise<number>;
}
