import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';

/** What a browser holds after signing in: its cookie, and the token that the forms of its pages carry. */
export interface BrowserSession {
  cookie: string;
  csrf: string;
}

export async function openSession(app: NestFastifyApplication, who: string): Promise<BrowserSession> {
  const answer = await sendForm(app, '/dang-nhap', { email: `${who}.example`, password: DEMO_PASSWORD });
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  const page = await app.inject({ method: 'GET', url: '/don-doc', headers: { cookie } });
  return { cookie, csrf: /name="_csrf" value="([^"]+)"/.exec(page.body)![1]! };
}

export function sendForm(
  app: NestFastifyApplication,
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
}
