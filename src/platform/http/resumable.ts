import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Malformed } from '../errors.js';

/** tus 1.0.0, https://tus.io/protocols/resumable-upload: its core, and these extensions. */
const VERSION = '1.0.0';
const EXTENSIONS = 'creation,expiration,termination';
const CHUNK_TYPE = 'application/offset+octet-stream';

declare module 'fastify' {
  interface FastifyRequest {
    /** A piece of a file, of which nothing is read yet. */
    chunk?: Readable;
  }
  interface FastifyContextConfig {
    takesChunk?: boolean;
  }
}

/** On a route that takes a piece of a file. Everywhere else such a body is 415. */
export const TakesChunk = (): MethodDecorator => RouteConfig({ takesChunk: true });

/** @param path of the uploads. @param limitBytes of a file */
export function readChunks(fastify: FastifyInstance, path: string, limitBytes: number): void {
  fastify.addContentTypeParser(CHUNK_TYPE, (request: FastifyRequest, payload: Readable, done) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    if (!request.routeOptions.config.takesChunk || encoding !== 'identity') return done(unsupported());
    request.chunk = payload;
    done(null, undefined);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url?.startsWith(path)) reply.header('tus-resumable', VERSION);
    done();
  });
  fastify.options(path, (_request, reply) =>
    reply
      .status(204)
      .headers({ 'tus-version': VERSION, 'tus-extension': EXTENSIONS, 'tus-max-size': limitBytes })
      .send(),
  );
}

/** @throws 412 for a request of another version, with the one that is spoken here */
export function mustBeTus({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (headers['tus-resumable'] === VERSION) return;
  reply.header('tus-version', VERSION);
  throw Object.assign(new Error('Precondition Failed'), { statusCode: 412 });
}

/** The piece that a request brings. @throws 415 where it brings none */
export function chunkOf({ chunk }: FastifyRequest): Readable {
  if (!chunk) throw unsupported();
  return chunk;
}

/** A whole number of bytes. @throws Malformed */
export function bytesIn({ headers }: FastifyRequest, name: 'upload-length' | 'upload-offset'): number {
  const said = headers[name];
  if (typeof said === 'string' && /^\d{1,12}$/.test(said)) return Number(said);
  throw new Malformed([{ field: name, message: 'must be a whole number of bytes' }]);
}

const MOST_METADATA = 4_096;

/** `name base64, …`: each in UTF-8. @throws Malformed */
export function metadataOf({ headers }: FastifyRequest): Map<string, string> {
  const said = headers['upload-metadata'];
  if (typeof said !== 'string' || said.length > MOST_METADATA) throw unreadable();
  const pairs = said.split(',').map((pair) => /^\s*([\w-]{1,50})(?: ([A-Za-z0-9+/]*={0,2}))?\s*$/.exec(pair));
  if (pairs.includes(null)) throw unreadable();
  return new Map(pairs.map((pair) => [pair![1]!, textOf(pair![2] ?? '')]));
}

function textOf(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw unreadable();
  }
}

function unreadable(): Malformed {
  return new Malformed([
    { field: 'upload-metadata', message: 'must be pairs of a key and its value in base64' },
  ]);
}

function unsupported(): Error {
  return Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 });
}
