import { type ParsedMail, simpleParser } from 'mailparser';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** What the server does with a mail, or with a whole connection, in place of taking it. */
export const conducts = [
  'defer_rcpt',
  'defer_data',
  'refuse_rcpt',
  'refuse_data',
  'hang_rcpt',
  'hang_data',
  'half',
  'cut',
  'cut_kept',
  'greet_421',
  'greet_hang',
  'slow',
] as const;
export type Conduct = (typeof conducts)[number];

export const isRefusing = (conduct: Conduct) => conduct === 'refuse_rcpt' || conduct === 'refuse_data';
const isOfConnection = (conduct: Conduct) => conduct === 'greet_421' || conduct === 'greet_hang';

export interface Trouble {
  conduct: Conduct;
  /** Null: whoever is next. */
  to: string | null;
  left: number;
}

/** A mail that the server has in its hands, whether or not the sender has heard so. */
export interface Taken {
  messageId: string;
  to: string;
  /** By the clock of the story. */
  day: string;
  mail: ParsedMail;
  worker: string;
  /** False where the sender, or its record, was lost before it could be noted. */
  acknowledged: boolean;
}

/** A moment at which a process may be killed. */
export type Point = 'rcpt' | 'data' | 'kept' | 'answered';

export interface MailServer {
  port: number;
  taken: Taken[];
  troubles: Trouble[];
  /** What was not taken since it was last emptied, by recipient. */
  missed: { to: string | null; conduct: Conduct }[];
  /** Called at each moment; what it does takes effect before the server goes on. */
  at: (point: Point, worker: string, to: string) => void;
  day: () => string;
  /** Called when a connection ends on which a mail was taken: its sender may not have heard so. */
  ended: (last: Taken) => void;
  /** Whether a process has been killed: it will not hear of it. */
  isGone: (worker: string) => boolean;
  /** Connections on which a mail is under way. */
  busy: () => number;
  stop(): Promise<void>;
}

const workerOf = (session: SMTPServerSession) => session.hostNameAppearsAs || '?';

/** A real SMTP server that fails on demand, in every way in which servers do. */
export async function startMailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>();
  let underWay = 0;
  const failure = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });
  const cut = (session: SMTPServerSession) => {
    for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
  };
  const next = (to: string | null) => {
    const fits = (one: Trouble) =>
      one.left > 0 && isOfConnection(one.conduct) === (to === null) && (one.to === null || one.to === to);
    const trouble = me.troubles.find(fits);
    if (!trouble) return undefined;
    trouble.left -= 1;
    if (trouble.conduct !== 'slow') me.missed.push({ to, conduct: trouble.conduct });
    return trouble.conduct;
  };
  const lastTaken = new Map<number, Taken>();
  const chosen = new WeakMap<SMTPServerSession, Conduct | undefined>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      const conduct = next(null);
      if (conduct === 'greet_421') done(failure(421, 'Too busy'));
      else if (conduct !== 'greet_hang') done();
    },
    onRcptTo: ({ address }, session, done) => {
      me.at('rcpt', workerOf(session), address);
      const conduct = next(address);
      chosen.set(session, conduct);
      if (conduct === 'defer_rcpt') done(failure(451, 'Greylisted'));
      else if (conduct === 'refuse_rcpt') done(failure(550, 'No such mailbox'));
      else if (conduct !== 'hang_rcpt') done();
    },
    onData: (stream, session, done) => void answer(stream, session, done),
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    const { remotePort } = socket;
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      const last = lastTaken.get(remotePort!);
      lastTaken.delete(remotePort!);
      if (last) me.ended(last);
    });
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const me: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    taken: [],
    troubles: [],
    missed: [],
    at: () => {},
    day: () => '',
    ended: () => {},
    isGone: () => false,
    busy: () => underWay,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return me;

  async function answer(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (fault?: Error) => void,
  ) {
    underWay += 1;
    try {
      await take(stream, session, done);
    } finally {
      underWay -= 1;
    }
  }

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession, done: (f?: Error) => void) {
    const to = session.envelope.rcptTo[0]!.address;
    const worker = workerOf(session);
    const conduct = chosen.get(session);
    me.at('data', worker, to);
    if (conduct === 'half') return void stream.once('data', () => cut(session));
    // A sender that was killed in the middle of a mail: there is nobody left to answer.
    const raw = await buffer(stream).catch(() => null);
    if (raw === null) return;
    if (conduct === 'slow') await pause(60);
    if (conduct === 'defer_data') return done(failure(452, 'Out of room'));
    if (conduct === 'refuse_data') return done(failure(554, 'Not wanted'));
    if (conduct === 'hang_data') return;
    if (conduct === 'cut') return cut(session);
    const mail = await simpleParser(raw);
    const one: Taken = { messageId: mail.messageId!, to, day: me.day(), mail, worker, acknowledged: true };
    me.taken.push(one);
    lastTaken.set(session.remotePort, one);
    me.at('kept', worker, to);
    if (conduct === 'cut_kept') {
      one.acknowledged = false;
      return cut(session);
    }
    const isThere = [...sockets].some((socket) => socket.remotePort === session.remotePort);
    if (!isThere || me.isGone(worker)) one.acknowledged = false;
    done();
    setImmediate(() => me.at('answered', worker, to));
  }
}
