import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';

type Answer = ReturnType<typeof sendForm>;

/** A browser after signing in: its cookie, the token that the forms of its pages carry, and pages and forms with both. */
export interface BrowserSession {
  cookie: string;
  csrf: string;
  get: (url: string, headers?: Record<string, string>) => Answer;
  post: (url: string, fields?: Record<string, string>) => Answer;
}

/** @param who `congthuong@hanoi`, or a whole address */
export async function openSession(app: NestFastifyApplication, who: string): Promise<BrowserSession> {
  const email = who.includes('.') ? who : `${who}.example`;
  const answer = await sendForm(app, '/dang-nhap', { email, password: DEMO_PASSWORD });
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  const get: BrowserSession['get'] = (url, headers) =>
    app.inject({ method: 'GET', url, headers: { cookie, ...headers } });
  const page = await get('/don-doc');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!;
  const post: BrowserSession['post'] = (url, fields) =>
    sendForm(app, url, { _csrf: csrf, ...fields }, { cookie });
  return { cookie, csrf, get, post };
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
