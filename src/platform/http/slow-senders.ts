import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TooMany } from '../errors.js';
import { addressOf } from './address.js';

/** What a sender must keep to. */
export interface HttpLimits {
  /** For the head of a request, from its connection or the end of the request before. */
  headersMs: number;
  /** Of a body, beyond the first `patienceMs` and on average. */
  bytesPerSecond: number;
  /** How far a sender may fall behind that: also how long it may be silent. */
  patienceMs: number;
  /** At a time, from one address. An office can have one address for all. */
  bodiesPerSource: number;
  connections: number;
  checkEveryMs: number;
}

/** 8 KiB/s: a piece of 4 MiB from the slowest line that is still of use takes nine minutes; a file of 50 MiB in one request, two hours. */
export const httpLimits: HttpLimits = {
  headersMs: 15_000,
  bytesPerSecond: 8_192,
  patienceMs: 30_000,
  bodiesPerSource: 40,
  connections: 2_000,
  checkEveryMs: 1_000,
};

interface Sender {
  request: FastifyRequest;
  reply: FastifyReply;
  source: string;
  /** Bytes of its connection when it was last looked at. */
  bytes: number;
  /** What is left of the patience with it. */
  leftMs: number;
}

/**
 * Ends requests whose bodies come too slowly, and refuses more at a time than one source may send. Requests without a body,
 * which most are, cost nothing.
 */
export function watchSenders(fastify: FastifyInstance, limits: HttpLimits): void {
  const senders = new Set<Sender>();
  const bySource = new Map<string, number>();
  const count = (source: string, by: 1 | -1) => {
    const now = (bySource.get(source) ?? 0) + by;
    if (now > 0) bySource.set(source, now);
    else bySource.delete(source);
  };
  const forget = (sender: Sender) => {
    if (senders.delete(sender)) count(sender.source, -1);
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!hasBody(request)) return done();
    const source = addressOf(request);
    const isOneTooMany = (bySource.get(source) ?? 0) >= limits.bodiesPerSource;
    const sender = { request, reply, source, bytes: bytesOf(request), leftMs: limits.patienceMs };
    senders.add(sender);
    count(source, 1);
    // Also said when the answer is out; what is still to come is watched to its end.
    request.raw.once('close', () => isDone(sender) && forget(sender));
    done(isOneTooMany ? tooMany() : undefined);
  });
  const check = () => {
    for (const sender of senders) {
      if (isDone(sender)) forget(sender);
      else if (isTooSlow(sender, limits)) cut(sender);
    }
  };
  const timer = setInterval(check, limits.checkEveryMs).unref();
  fastify.addHook('onClose', () => clearInterval(timer));
}

/** Not of a request that was made within this process: it has no connection. */
function hasBody({ headers, raw }: FastifyRequest): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
  return (length !== '0' || encoding !== undefined) && raw.socket.bytesRead !== undefined;
}

const bytesOf = ({ raw }: FastifyRequest): number => raw.socket.bytesRead;

const isDone = ({ request: { raw } }: Sender) => raw.complete || raw.socket.destroyed;

function isTooSlow(sender: Sender, { patienceMs, bytesPerSecond, checkEveryMs }: HttpLimits): boolean {
  const bytes = bytesOf(sender.request) - sender.bytes;
  sender.bytes += bytes;
  // It has sent what we have not taken yet: then it is not the sender who is slow.
  if (sender.request.raw.readableLength > 0) return false;
  const earnedMs = (bytes / bytesPerSecond) * 1_000;
  sender.leftMs = Math.min(patienceMs, sender.leftMs + earnedMs - checkEveryMs);
  return sender.leftMs < 0;
}

/** With an answer where there is none yet. */
function cut({ request, reply }: Sender): void {
  if (reply.sent) request.raw.socket.destroy();
  else
    void reply
      .header('connection', 'close')
      .send(Object.assign(new Error('Request Timeout'), { statusCode: 408 }));
}

function tooMany(): TooMany {
  return new TooMany(
    {
      vi: 'Có quá nhiều nội dung đang được gửi cùng lúc từ địa chỉ này. Hãy thử lại sau ít phút.',
      en: 'Too much is being sent from this address at the same time. Try again in a few minutes.',
    },
    30,
  );
}
