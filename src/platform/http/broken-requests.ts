import type { FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { bareHeaders, problemAnswer, problemOf, type ProblemPage } from './errors.filter.js';

type ClientError = Error & { code?: string; rawPacket?: unknown };

const statuses = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
]);

/** What never became a request, since it is none, is too long or does not come to its end: answered like any other problem. */
export function brokenRequest(page: ProblemPage) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy();
    const status = statuses.get(error.code ?? '') ?? 400;
    const { type, body } = problemAnswer(page, requestOf(error), problemOf({ statusCode: status }));
    const headers = {
      ...bareHeaders,
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    };
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
  };
}

/** What is known of it: its address at most. */
function requestOf({ rawPacket }: ClientError): FastifyRequest {
  const text = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1', 0, 2_000) : '';
  const url = /^[A-Z]+ (\/[!-~]*)/.exec(text)?.[1] ?? '/';
  return { url, headers: {}, cookies: {}, routeOptions: {}, id: '' } as FastifyRequest;
}

/** An answer that has begun is cut off rather than followed by another. */
function isAnswering(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: { headersSent: boolean } | null };
  return answer?.headersSent === true;
}
