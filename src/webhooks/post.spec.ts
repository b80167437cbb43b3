import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from './post.js';

/** A receiver that does what its path says. */
describe('posting to a receiver', () => {
  let server: Server;
  let port: number;
  let reached: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      reached.push(request.url!);
      request.resume();
      if (request.url === '/hangs') return;
      if (request.url === '/closes') return void request.socket.destroy();
      if (request.url === '/redirects') response.setHeader('location', '/fine');
      response.statusCode = { '/fails': 500, '/redirects': 302, '/gone': 410 }[request.url!] ?? 204;
      if (request.url !== '/floods') return void response.end();
      response.statusCode = 200;
      const write = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', write);
      };
      write();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const to = (
    path: string,
    { host = '127.0.0.1', allowed = ['127.0.0.1'], timeoutMs = 5_000, scheme = 'http' } = {},
  ) => {
    reached = [];
    const url = new URL(`${scheme}://${host}:${port}${path}`);
    return post({ url, headers: {}, body: '{}', allowed, timeoutMs });
  };

  it('goes through where it answers with success, however much it has to say', async () => {
    expect(await to('/fine')).toEqual({ status: 204, reason: null });
    expect(await to('/floods')).toEqual({ status: 200, reason: null });
  });

  it('does not go through where it answers with an error', async () => {
    expect(await to('/fails')).toEqual({ status: 500, reason: 'status' });
    expect(await to('/gone')).toEqual({ status: 410, reason: 'status' });
  });

  it('follows no redirect', async () => {
    expect(await to('/redirects')).toEqual({ status: 302, reason: 'redirect' });
    expect(reached).toEqual(['/redirects']);
  });

  it('waits no longer than it may', async () => {
    expect(await to('/hangs', { timeoutMs: 100 })).toEqual({ status: null, reason: 'timeout' });
  });

  it('tells a connection that breaks from a name that is not there and from one that speaks no TLS', async () => {
    expect(await to('/closes')).toEqual({ status: null, reason: 'connection' });
    expect(await to('/fine', { host: 'khong-co.invalid', allowed: [] })).toEqual({
      status: null,
      reason: 'not_found',
    });
    expect(await to('/fine', { scheme: 'https' })).toEqual({ status: null, reason: 'tls' });
  });

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', 'localhost'])(
    'goes to no private network, whatever the name that leads there: %s',
    async (host) => {
      expect(await to('/fine', { host, allowed: [] })).toEqual({ status: null, reason: 'refused_address' });
      expect(reached).toEqual([]);
    },
  );

  it('goes to one that the operator allows, by host or by host and port', async () => {
    expect(await to('/fine', { allowed: [`127.0.0.1:${port}`] })).toMatchObject({ status: 204 });
    expect(await to('/fine', { allowed: [`127.0.0.1:${port + 1}`] })).toMatchObject({
      reason: 'refused_address',
    });
    expect(await to('/fine', { host: 'localhost', allowed: ['localhost'] })).toMatchObject({ status: 204 });
  });
});
