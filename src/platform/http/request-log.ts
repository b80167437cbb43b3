import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inContext } from '../context.js';

export interface RequestRecord {
  method: string;
  /** The route's pattern, with numbers filled in: other parts of an address can be keys or names. */
  path: string;
  /** The pattern alone. */
  route: string;
  status: number;
  ms: number;
}

export type RequestListener = (record: RequestRecord) => void;

/** Gives every request its id, in the log and in the answer, and tells of each once it is answered. */
export function watchRequests(fastify: FastifyInstance, tell: RequestListener): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // Answers belong to one reader, tokens stand in some: what may be kept, such as assets, says so itself.
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });
    inContext({ requestId: request.id }, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const record = {
      method: request.method,
      path: pathOf(request),
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    // What the server does after the answer no longer knows its request by itself.
    inContext({ requestId: request.id }, () => tell(record));
    done();
  });
}

const NO_ROUTE = '(none)';

function routeOf(request: FastifyRequest): string {
  return request.is404 ? NO_ROUTE : (request.routeOptions.url ?? NO_ROUTE);
}

function pathOf(request: FastifyRequest): string {
  const params = (request.params ?? {}) as Record<string, string>;
  return routeOf(request).replace(/:(\w+)/g, (pattern, name: string) =>
    /^\d{1,10}$/.test(params[name] ?? '') ? params[name]! : pattern,
  );
}
