import { type ParsedMail, simpleParser } from 'mailparser';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** How the server takes the next mails: 451, 550, no answer at all, or the connection cut. */
export type Conduct = 'accept' | 'defer' | 'refuse' | 'hang' | 'drop';

export interface ReceivedMail extends ParsedMail {
  raw: string;
  envelope: { from: string; to: string[] };
}

export interface TestSmtp {
  url: string;
  mails: ReceivedMail[];
  /** How many mails were offered, whether taken or not. */
  offered: number;
  conduct: Conduct;
  /** How long it takes over each mail. */
  delayMs: number;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it is sent. */
export async function startSmtp(): Promise<TestSmtp> {
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    // The sender alone waits for it, by `done`; a fault of our own fails the test as an unhandled rejection.
    onData: (stream, session, done) => void answer(stream, session.envelope, done),
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    offered: 0,
    conduct: 'accept',
    delayMs: 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
  return smtp;

  async function answer(stream: SMTPServerDataStream, envelope: Envelope, done: (fault?: Error) => void) {
    const outcome = await receive(smtp, stream, envelope);
    if (outcome === 'drop') for (const socket of sockets) socket.destroy();
    else if (outcome !== 'hang') done(outcome);
  }
}

interface Envelope {
  mailFrom: false | { address: string };
  rcptTo: Array<{ address: string }>;
}

async function receive(smtp: TestSmtp, stream: SMTPServerDataStream, envelope: Envelope) {
  // A sender that was killed in the middle of a mail: there is nobody left to answer.
  const raw = await buffer(stream).catch(() => null);
  if (raw === null) return 'hang';
  smtp.offered++;
  if (smtp.delayMs > 0) await pause(smtp.delayMs);
  if (smtp.conduct === 'hang' || smtp.conduct === 'drop') return smtp.conduct;
  if (smtp.conduct === 'defer') return failure(451, 'Try again later');
  if (smtp.conduct === 'refuse') return failure(550, 'No such mailbox');
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  const to = envelope.rcptTo.map(({ address }) => address);
  smtp.mails.push({ ...(await simpleParser(raw)), raw: raw.toString(), envelope: { from, to } });
  return undefined;
}

function failure(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
