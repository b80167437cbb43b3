import { parentPort, workerData } from 'node:worker_threads';
import { createTransport } from 'nodemailer';
import { inOnePiece } from './in-one-piece.js';
import type { Answered, Asked } from './smtp-in-thread.js';

/** Sends what it is handed over the connections that it keeps open: see smtp-in-thread.ts. */
const transport = createTransport(workerData, { textEncoding: 'base64' });
transport.use('stream', inOnePiece);

parentPort!.on('message', ({ id, mail }: Asked) => {
  transport
    .sendMail(mail)
    .then(({ response }) => answer({ id, response }))
    .catch((error: Extract<Answered, { fault: unknown }>['fault']) => {
      const { name, message, code, responseCode, response } = error;
      answer({ id, fault: { name, message, code, responseCode, response } });
    });
});

function answer(answered: Answered): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort!.postMessage(answered);
}
