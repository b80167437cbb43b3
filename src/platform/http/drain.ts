import type { FastifyInstance } from 'fastify';

/** Whether the program was told to stop: then it is not ready any more, and asks its callers to connect anew elsewhere. */
export class Drain {
  private begun = false;

  get hasBegun(): boolean {
    return this.begun;
  }

  begin(): void {
    this.begun = true;
  }
}

/** While it drains, every answer is the last of its connection. */
export function closeConnectionsOnDrain(fastify: FastifyInstance, drain: Drain): void {
  // At the end: a request may have come in before the signal.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (drain.hasBegun) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** A connection that was answered without being told to close would be held open for a minute. */
const SWEEP_MS = 100;

/**
 * Takes no new connections, ends the idle ones, and waits for requests in flight.
 * @param patienceMs after it, what is still open is cut off
 */
export async function stopServing(fastify: FastifyInstance, patienceMs: number): Promise<void> {
  const { server } = fastify;
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  try {
    await fastify.close();
  } finally {
    clearTimeout(cut);
    clearInterval(sweep);
  }
}
