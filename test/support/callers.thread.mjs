/** Callers in a thread of their own, so that they go on calling while the program's thread is busy. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { port, count, sent } = workerData;
const BODY = '{"percent":1}';
const REQUEST = [
  'POST / HTTP/1.1',
  'host: localhost',
  'connection: close',
  'content-type: application/json',
  `content-length: ${BODY.length}`,
  '',
  BODY,
].join('\r\n');

/** @returns what became of one POST on a connection of its own: the answer's first line and body, or the fault */
async function call() {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  const ended = new Promise((resolve) => {
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', ({ code }) => resolve(code));
    socket.on('close', () => resolve(answer.replace(/\r\n.*\r\n\r\n/s, ' ')));
  });
  await Promise.race([once(socket, 'connect'), ended]);
  socket.write(REQUEST, () => {
    Atomics.add(sent, 0, 1);
    Atomics.notify(sent, 0);
  });
  return ended;
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort.postMessage(await Promise.all(Array.from({ length: count }, call)));
