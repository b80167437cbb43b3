import type { FastifyInstance } from 'fastify';
import type { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Connections } from './drain.js';

/** A connection that was answered without being told to close would be held open for a minute. */
const SWEEP_MS = 100;
/** Of a turn of the event loop in which nothing happens; it takes about 0.02 ms. */
const QUIET_TURN_MS = 0.2;
/** How long to wait for such a turn: without one for so long, the program has far more to do than it can. */
const BUSY_MS = 1_000;

/**
 * Takes no new connections, ends the idle ones, and waits for requests in flight and for answers to be read.
 * @param patienceMs after it, what is still open is cut off
 */
export async function stopServing(
  fastify: FastifyInstance,
  connections: Connections,
  patienceMs: number,
): Promise<void> {
  if (fastify.server.listening) await closeServer(fastify, connections, patienceMs);
  await fastify.close();
}

async function closeServer(
  { server }: FastifyInstance,
  connections: Connections,
  patienceMs: number,
): Promise<void> {
  const ended = new Promise((resolve) => server.once('close', resolve));
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  const sweep = () => void endIdle(server, connections);
  await connections.holdRequests(() => closeListener(server, connections));
  sweep();
  const sweeps = setInterval(sweep, SWEEP_MS);
  await ended;
  clearTimeout(cut);
  clearInterval(sweeps);
}

/** With no new work meanwhile: else, where there is much of it, the next would come sooner than a quiet turn. */
async function closeListener(server: HttpServer, connections: Connections): Promise<void> {
  await quietTurn(connections);
  // Not the `close` of a server for HTTP: it would also end, at once, connections whose answers are not out yet.
  Server.prototype.close.call(server);
}

/** What counts as idle includes a connection with an answer that is complete but not out: then all may wait a little. */
async function endIdle(server: HttpServer, connections: Connections): Promise<void> {
  await quietTurn(connections);
  if (!connections.areWriting) server.closeIdleConnections();
  connections.endThoseInReserve();
}

/**
 * Comes back when nobody waits for the program to take his connection or read his request. The system makes connections, and takes
 * the first of what is sent on them, without the program, which takes one connection in each turn of its event loop. Where the
 * listener is closed, it resets those not yet taken: a proxy must not repeat a POST that it has sent. So the last thing before must be
 * a look (the loop's poll phase, just before immediates run) that found nobody. There is no such look that also closes: whoever comes
 * in the 0.2 ms since (or, from another machine, is told within them that he is connected) is still reset.
 */
async function quietTurn(connections: Connections): Promise<void> {
  const busyUntil = performance.now() + BUSY_MS;
  // So that a turn is measured from its beginning, with its look.
  await endOfTurn();
  for (;;) {
    const [countBefore, began] = [connections.count, performance.now()];
    await endOfTurn();
    const now = performance.now();
    const isQuiet = connections.count === countBefore && now - began < QUIET_TURN_MS;
    if (isQuiet || now > busyUntil) return;
  }
}
