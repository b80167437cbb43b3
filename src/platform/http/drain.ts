import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

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

/** After so long, whoever has made a connection and said nothing on it keeps it in reserve: browsers do. */
const IN_RESERVE_MS = 1_000;

/** The connections of the program's server: a server keeps no list of them that others may read. */
export class Connections {
  /** How many there have ever been. */
  count = 0;
  /** Each with when it was made. */
  private readonly open = new Map<Socket, number>();
  private held: Promise<void> | undefined;

  /** Before anything else is put on the server. */
  watch(fastify: FastifyInstance): void {
    fastify.server.on('connection', (socket: Socket) => {
      this.count += 1;
      this.open.set(socket, performance.now());
      socket.once('close', () => this.open.delete(socket));
    });
    fastify.addHook('onRequest', async () => this.held);
  }

  /** Whether some of an answer is still to go out: it may be one that is complete, to somebody who reads slowly. */
  get areWriting(): boolean {
    return [...this.open.keys()].some(({ writableLength }) => writableLength > 0);
  }

  /** Node's server does not count these as idle: it would wait a minute for each. */
  endThoseInReserve(): void {
    const before = performance.now() - IN_RESERVE_MS;
    for (const [socket, madeAt] of this.open) if (socket.bytesRead === 0 && madeAt < before) socket.destroy();
  }

  /** Requests that come in meanwhile are worked on afterwards. */
  async holdRequests(meanwhile: () => Promise<void>): Promise<void> {
    this.held = meanwhile().finally(() => (this.held = undefined));
    await this.held;
  }
}
