import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Way {
  url: string;
  close: () => Promise<void>;
}

/**
 * Passes everything on but the policy on referrers: with it the browser gives up a page that Lighthouse has it open, since that comes from
 * nowhere and asks for a policy of its own (net::ERR_ABORTED).
 */
export async function wayTo(target: string): Promise<Way> {
  const server = createServer((asked, answer) => {
    const { method, headers } = asked;
    const passed = request(new URL(asked.url!, target), { method, headers }, (given) => {
      const { 'referrer-policy': _policy, ...others } = given.headers;
      answer.writeHead(given.statusCode!, others);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
