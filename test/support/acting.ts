import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openSession, type BrowserSession } from './form.js';

/** Somebody at a browser, who may go over to acting for another post and back. */
export interface Acting extends BrowserSession {
  /** Programs' routes with the same cookie: what the session carries, a token does not. */
  json: (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => Promise<Answer>;
  /** What a request of its browser carries now. */
  credentials: () => Record<string, string>;
  /** Goes over to another post. @param post its account's id */
  begin: (post: number) => Promise<number>;
  /** Goes on as oneself. */
  stop: () => Promise<number>;
}

interface Answer {
  status: number;
  json: unknown;
}

export async function actingSession(app: NestFastifyApplication, who: string): Promise<Acting> {
  const session = await openSession(app, who);
  let { csrf } = session;
  const post: Acting['post'] = (url, fields) => session.post(url, { _csrf: csrf, ...fields });
  const turn = async (url: string, fields?: Record<string, string>) => {
    const { statusCode } = await post(url, fields);
    const page = await session.get('/don-doc');
    csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!;
    return statusCode;
  };
  return {
    ...session,
    post,
    json: async (method, url, payload) => {
      const { cookie } = session;
      const headers = { cookie, 'x-csrf-token': csrf, 'if-match': '*' };
      const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, json: answer.body.startsWith('{') ? answer.json() : answer.body };
    },
    credentials: () => ({ cookie: session.cookie, 'x-csrf-token': csrf }),
    begin: (id) => turn('/lam-thay/bat-dau', { post: String(id) }),
    stop: () => turn('/lam-thay/thoi'),
  };
}
