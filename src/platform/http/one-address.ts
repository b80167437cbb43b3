import type { FastifyInstance, FastifyRequest } from 'fastify';

/** JSON and problems, or pages: by the route that answers, and only where there is none by the address as it was written. */
export function isForPrograms({ routeOptions, url }: FastifyRequest): boolean {
  const address = routeOptions.url ?? url;
  return address.startsWith('/api/') || address.startsWith('/healthz/');
}

/** Letters, digits and `-._~` need no percent sign (RFC 3986, 2.3): who writes one evades a rule about addresses. */
const disguised = /^[^?]*%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/i;

/** One page, one address: another way of writing it is not found. Proxies and we read every address that is left alike. */
export function refuseDisguised(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ url }, _reply, done) => {
    if (url.includes('%') && disguised.test(url))
      done(Object.assign(new Error('Not Found'), { statusCode: 404 }));
    else done();
  });
}
