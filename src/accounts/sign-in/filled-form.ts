import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { seeOther } from '../../platform/http/redirect.js';
import { KeptText } from '../../shell/kept-text.js';
import { withWord } from '../../shell/page-word.js';
import { SHOWN_FIELD } from '../../shell/sent-form.js';
import { SESSION_COOKIE } from '../callers.js';
import { SessionsService } from '../sessions.service.js';
import { Tokens } from '../tokens.js';

/**
 * Answers a sign-in with the form that was filled in before. What was typed is nowhere but in the request: the form's own route is asked
 * for its page, as the one who signed in, and told to do nothing.
 */
@Injectable()
export class FilledForm {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: Tokens,
    private readonly keptText: KeptText,
  ) {}

  async answer(request: FastifyRequest, reply: FastifyReply, sealed: string, session: string): Promise<void> {
    const caller = await this.sessions.recognise(session, 'cookie', null);
    const { viewer, csrfSecret } = caller ?? {};
    const form = viewer ? this.keptText.open(sealed, viewer.userId, Date.now()) : null;
    if (!viewer || !csrfSecret || !form) return seeOther(reply, '/');
    const headers = headersOf(request, session);
    const { server } = request;
    if (form.values === null) {
      // Asked within: left to itself it would begin only when somebody waits for it, and know of no word.
      const empty = async () => await server.inject({ method: 'GET', url: form.page, headers });
      return pass(reply, await withWord(form.why, empty));
    }
    const token = this.tokens.formToken(csrfSecret, viewer.userId);
    const payload = new URLSearchParams({ _csrf: token, [SHOWN_FIELD]: '1', ...form.values }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = form.action;
    pass(reply, await server.inject({ method: 'POST', url, headers: { ...headers, ...type }, payload }));
  }
}

/** What the reader's browser says of itself, with the session that it was just given. */
function headersOf({ headers, cookies }: FastifyRequest, session: string): Record<string, string> {
  const kept = ['host', 'origin', 'user-agent', 'accept-language', 'sec-fetch-site', 'x-forwarded-for'];
  const said = kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]));
  const own = Object.entries({ ...cookies, [SESSION_COOKIE]: session });
  const cookie = own.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('; ');
  return { ...(Object.fromEntries(said) as Record<string, string>), cookie };
}

interface Answer {
  statusCode: number;
  headers: { location?: string; 'content-type'?: unknown };
  payload: string;
}

function pass(reply: FastifyReply, { statusCode, headers, payload }: Answer): void {
  if (headers.location !== undefined) seeOther(reply, headers.location);
  else reply.status(statusCode).header('content-type', 'text/html; charset=utf-8').send(payload);
}
