import type { FastifyInstance, FastifyRequest } from 'fastify';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Where the pages are, as browsers name it: in `Host`, and in the `Origin` of whoever sends something. */
export class OwnAddress {
  private readonly origin: string;
  private readonly names: Set<string>;

  /** @param demo it is reached by any name of this machine and, where a port is forwarded, at any port */
  constructor(
    readonly publicUrl: string,
    private readonly demo: boolean,
  ) {
    const { origin, hostname } = new URL(publicUrl);
    this.origin = origin;
    this.names = new Set([...loopback, hostname]);
  }

  isHost(host = ''): boolean {
    return this.names.has(host.replace(/:\d+$/, '').toLowerCase());
  }

  /** Programs name no origin; a browser does with everything but plain reading. */
  isOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || origin === this.origin) return true;
    return this.demo && origin === `http://${host}` && this.isHost(host);
  }

  /** Did a page of another origin send it? `same-site` is one, such as another port, or another name of the same domain. */
  isForeign({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
    const site = headers['sec-fetch-site'];
    return site === 'cross-site' || site === 'same-site' || !this.isOrigin(headers.origin, headers.host);
  }
}

/** For the demo, whose passwords are public: a page elsewhere must not read it under a name that it points at this machine. */
export function refuseOtherNames(fastify: FastifyInstance, own: OwnAddress): void {
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    if (own.isHost(headers.host)) done();
    else done(Object.assign(new Error('Misdirected Request'), { statusCode: 421 }));
  });
}
