import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It answers with a file that pages link to. */
    isFile?: boolean;
  }
}

/**
 * JSON and problems, or pages: by the route that answers, and only where there is none by the address as it was written. A file of
 * the API that a person opens from a page is refused with a page.
 */
export function isForPrograms(request: FastifyRequest): boolean {
  const { routeOptions, url } = request;
  const address = routeOptions.url ?? url;
  return (address.startsWith('/api/') && !isOpenedFile(request)) || address.startsWith('/healthz/');
}

/** By a link to it, as browsers say of what they are to show or to save. */
const isOpenedFile = ({ routeOptions, headers, method }: FastifyRequest) =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && routeOptions.config.isFile === true;

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
