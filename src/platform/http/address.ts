import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/**
 * Where a request came from. What a proxy says is taken where it is an address, with its port left off; and its zone, which names
 * a cable of the machine that said it.
 */
export function addressOf(request: FastifyRequest): string {
  const said = request.ip.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  const address = isIP(said) ? said : (request.socket.remoteAddress ?? '0.0.0.0');
  return address.replace(/%.*$/, '');
}
