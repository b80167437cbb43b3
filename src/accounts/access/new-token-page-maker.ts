import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessService } from './access.service.js';
import { NewTokenPage } from './new-token.view.js';
import { NewTokenDto } from './tokens.controller.js';
import { viewerOf } from '../../identity/request.js';
import { AgreementQueries } from '../../agreements/agreement.queries.js';
import { Config } from '../../config/config.js';
import { DomainError } from '../../platform/errors.js';
import { addressOf } from '../../platform/http/address.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import {
  faultsFrom,
  formValues,
  hasFaults,
  readForm,
  type FormFaults,
  type FormValues,
} from '../../platform/http/forms.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { FormContext } from '../../shell/form-context.js';
import { sendPage } from '../../shell/html.js';

/** Carries a new token from the form to the page that shows it once: in the owner's own browser, for a minute. */
const COOKIE = 'new_token';
const PATH = '/tai-khoan/ma-truy-cap';

/** The page on which a token is made, and the one time that it is shown. */
@Injectable()
export class NewTokenPageMaker {
  constructor(
    private readonly pages: FormContext,
    private readonly agreements: AgreementQueries,
    private readonly access: AccessService,
    private readonly config: Config,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const said = request.cookies[COOKIE] ?? '';
    const made = /^[\w-]{43}$/.test(said) ? said : null;
    if (said !== '') reply.clearCookie(COOKIE, { path: PATH });
    sendPage(reply, 200, await this.page(request, {}, {}, made));
  }

  async make(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const values = formValues(body);
    const language = this.pages.language(request);
    const { input, faults } = await readForm(NewTokenDto, values, words(language).access.faults);
    const refuse = async (status: number, found: FormFaults) =>
      sendPage(reply, status, await this.page(request, values, found, null));
    if (hasFaults(faults)) return refuse(400, faults);
    try {
      const wanted = { ...input, agreement: input.agreement || null };
      const { token } = await this.access.issueToken(wanted, addressOf(request), this.pages.by(request));
      const safety = { httpOnly: true, sameSite: 'strict', secure: this.config.secureCookies } as const;
      reply.setCookie(COOKIE, token, { path: PATH, maxAge: 60, ...safety });
      reply.status(303).redirect(PATH);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await refuse(problemOf(error).status, faultsFrom(error, language));
    }
  }

  private async page(
    request: FastifyRequest,
    values: FormValues,
    faults: FormFaults,
    made: string | null,
  ): Promise<string> {
    const [frame, agreements] = await Promise.all([
      this.pages.frame(request),
      this.agreements.all(viewerOf(request)),
    ]);
    return renderPage(NewTokenPage({ frame, agreements, values, faults, made }));
  }
}
