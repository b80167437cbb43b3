import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NewTokens } from './new-tokens.service.js';
import { NewTokenPage } from './new-token.view.js';
import { Reauthentication } from '../password/reauthentication.js';
import { NewTokenDto } from './tokens.controller.js';
import { scopeOf, viewerOf } from '../../identity/request.js';
import { AgreementQueries } from '../../agreements/agreement.queries.js';
import { Config } from '../../config/config.js';
import { formValues, readForm, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { answerForm } from '../../shell/answer-form.js';
import { PageFrame } from '../../shell/page-frame.js';
import { sendPage } from '../../shell/html.js';

/** Carries a new token from the form to the page that shows it once: in the owner's own browser, for a minute. */
const COOKIE = 'new_token';
const PATH = '/tai-khoan/ma-truy-cap';

/** The page on which a token is made, and the one time that it is shown. */
@Injectable()
export class NewTokenPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly agreements: AgreementQueries,
    private readonly newTokens: NewTokens,
    private readonly owners: Reauthentication,
    private readonly config: Config,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const said = request.cookies[COOKIE] ?? '';
    const made = /^[\w-]{43}$/.test(said) ? said : null;
    if (said !== '') reply.clearCookie(COOKIE, { path: PATH });
    sendPage(reply, 200, await this.page(request, {}, {}, made));
  }

  make(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const { language } = scopeOf(request);
    const sent = formValues(body);
    const { password = '', code, ...values } = sent;
    return answerForm(reply, {
      input: readForm(NewTokenDto, sent, words(language).access.faults),
      act: async (input) => {
        const { name, scope, days } = input;
        const wanted = { name, scope, days, agreement: input.agreement || null };
        const { token } = await this.newTokens.make(request, wanted, { password, code });
        const safety = { httpOnly: true, sameSite: 'strict', secure: this.config.secureCookies } as const;
        reply.setCookie(COOKIE, token, { path: PATH, maxAge: 60, ...safety });
      },
      done: PATH,
      again: ({ faults }) => this.page(request, values, faults, null),
    });
  }

  private async page(
    request: FastifyRequest,
    values: FormValues,
    faults: FormFaults,
    made: string | null,
  ): Promise<string> {
    const [frame, agreements, way, asksCode] = await Promise.all([
      this.frames.of(request),
      this.agreements.all(viewerOf(request)),
      this.owners.wayOf(request),
      this.owners.asksCode(request),
    ]);
    return renderPage(NewTokenPage({ frame, agreements, way, asksCode, values, faults, made }));
  }
}
