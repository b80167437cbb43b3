import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../project-root.js';
import { Connections } from './drain.js';
import { stopServing } from './stop-serving.js';

const PATIENCE_MS = 20_000;
const LARGE = 20_000_000;

describe('a server that stops', () => {
  let server: FastifyInstance;
  let connections: Connections;
  let port: number;

  beforeEach(async () => {
    connections = new Connections();
    // Both as the program has them.
    server = fastify({ return503OnClosing: false });
    connections.watch(server);
    server.get('/', async () => 'small');
    server.get('/large', async () => Buffer.alloc(LARGE, 'x'));
    server.post('/', async (_request, reply) => {
      block(20);
      return reply.code(201).send('taken');
    });
    await server.listen({ port: 0 });
    ({ port } = server.server.address() as AddressInfo);
  });
  afterEach(() => server.close());

  const stop = () => stopServing(server, connections, PATIENCE_MS);

  it('answers everyone whose request was sent before it had taken his connection', async () => {
    const callers = 30;
    const sent = new Int32Array(new SharedArrayBuffer(4));
    const thread = new Worker(join(projectRoot, 'test/support/callers.thread.mjs'), {
      workerData: { port, count: callers, sent },
    });
    const answers = once(thread, 'message');
    // This thread takes no connection before all of them have been made, and sent on, without it.
    waitFor(sent, callers);
    expect(connections.count).toBe(0);
    await stop();
    expect((await answers)[0]).toEqual(Array.from({ length: callers }, () => 'HTTP/1.1 201 Created taken'));
  });

  it('takes nobody any more once it has closed, and ends', async () => {
    await stop();
    const late = connect(port, '127.0.0.1');
    expect(await once(late, 'connect').catch((error: Error) => error)).toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('does not wait for a connection on which nothing was ever asked', async () => {
    const browser = await connected();
    await until(() => connections.count === 1);
    const ended = once(browser, 'close').then(() => 'closed');
    const patienceOver = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, 'cut off').unref());
    await Promise.race([stop(), patienceOver]);
    expect(await Promise.race([ended, patienceOver])).toBe('closed');
  });

  it('answers whole a request whose head was still on its way', async () => {
    const caller = await connected();
    caller.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-le');
    await until(() => connections.count === 1);
    const stopped = stop();
    await until(() => !server.server.listening);
    caller.write('ngth: 0\r\nconnection: close\r\n\r\n');
    expect(await said(caller)).toMatch(/^HTTP\/1\.1 201 Created\r\n[^]*\r\n\r\ntaken$/);
    await stopped;
  });

  it('lets who reads slowly read to the end, and meanwhile ends nobody’s answer', async () => {
    const reader = await connected();
    reader.write('GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await until(() => connections.areWriting);
    const stopped = stop();
    await until(() => !server.server.listening);
    // Longer than the time between two sweeps.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answer = await said(reader);
    expect(answer.length - answer.indexOf('\r\n\r\n') - 4).toBe(LARGE);
    await stopped;
  });

  it('ends a connection that was kept open after its answer', async () => {
    const caller = await connected();
    caller.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const answer = said(caller);
    await stop();
    expect(await answer).toMatch(/small$/);
  });

  it('answers what was sent on such a connection just before', async () => {
    const caller = await connected();
    caller.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(caller, 'data');
    caller.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n');
    const answer = said(caller);
    await stop();
    expect(await answer).toMatch(/^HTTP\/1\.1 201 Created\r\n[^]*\r\n\r\ntaken$/);
  });

  it('cuts off, after its patience, a request that does not come to an end', async () => {
    const caller = await connected();
    caller.write('POST / HTTP/1.1\r\n');
    await until(() => connections.count === 1);
    await stopServing(server, connections, 200);
    expect(await said(caller)).toBe('');
  });

  async function connected(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }
});

/** All that comes until the connection ends, in whichever way. */
async function said(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => {});
  if (!socket.closed) await once(socket, 'close');
  return text;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

/** Without a turn of this thread's event loop. */
function waitFor(count: Int32Array, wanted: number): void {
  for (let now = 0; now < wanted; now = Atomics.load(count, 0))
    if (Atomics.wait(count, 0, now, 10_000) === 'timed-out') throw new Error(`${now} of ${wanted}`);
}

/** As a page that is being made. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
