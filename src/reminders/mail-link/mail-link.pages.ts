import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MOST_MAIL_DRAFT_BYTES } from '../../commitments/drafts/mail-draft.types.js';
import { KeyInAddress, Public } from '../../identity/allow.js';
import { MOST_STATEMENT_TEXT } from '../../commitments/statement.js';
import { Malformed, NotFound } from '../../platform/errors.js';
import { addressOf } from '../../platform/http/address.js';
import { TakesLongForm } from '../../platform/http/body-parsers.js';
import { formValues, readForm, type FormBody, type FormValues } from '../../platform/http/forms.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { MailLinkGonePage } from './mail-link-gone.view.js';
import { MailLinkPage, mailLinkFields, type MailLinkPageProps } from './mail-link.view.js';
import { MailLinkService, type OpenedLink } from './mail-link.service.js';
import { REPORT_LINK_PATH } from './report-links.js';

/** As in the form of a report; what of it makes no sense is seen by whoever takes it over. */
class MailReportForm {
  @Optional() @PlainText(20) percent?: string;
  @Optional() @PlainText(MOST_STATEMENT_TEXT) results?: string;
  @Optional() @PlainText(MOST_STATEMENT_TEXT) difficulties?: string;
  @Optional() @PlainText(MOST_STATEMENT_TEXT) proposals?: string;
  @Optional() @PlainText(MOST_STATEMENT_TEXT) nextSteps?: string;
}

/** The address opens the form, and is told to nobody. */
const keptBack = { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };

/** What the link of a mail opens: a form and nothing else, whoever is signed in there. Opening it changes nothing. */
@ApiExcludeController()
@Public()
@KeyInAddress()
@Controller(REPORT_LINK_PATH)
export class MailLinkPages {
  constructor(
    private readonly service: MailLinkService,
    private readonly frames: PageFrame,
  ) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SaidHere() said: Said | null,
  ): Promise<void> {
    const link = await this.opened(token, request, reply);
    if (link) sendPage(reply.headers(keptBack), 200, this.page(request, link, { said }));
  }

  @Post(':token')
  @FormOn(`${REPORT_LINK_PATH}/:token`)
  @TakesLongForm(MOST_MAIL_DRAFT_BYTES)
  async save(
    @Param('token') token: string,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.opened(token, request, reply);
    if (!link) return;
    const typed = formValues(body);
    return answerForm(reply.headers(keptBack), {
      input: readForm(MailReportForm, typed, words(languageOf(request)).commitment.update.faults),
      act: (form) => this.service.save(token, contentOf(form), addressOf(request)),
      done: (number) => ({ to: request.url, say: { what: 'saved', facts: { number: String(number) } } }),
      again: async ({ faults, error }) =>
        error instanceof NotFound ? this.gone(request) : this.page(request, link, { typed, faults }),
    });
  }

  /** @returns nothing where the answer has been sent */
  private async opened(token: string, request: FastifyRequest, reply: FastifyReply) {
    try {
      return await this.service.open(token);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      sendPage(reply.headers(keptBack), 404, this.gone(request));
      return null;
    }
  }

  private page(
    request: FastifyRequest,
    link: OpenedLink,
    shown: Pick<MailLinkPageProps, 'said' | 'typed' | 'faults'>,
  ): string {
    return renderPage(
      MailLinkPage({ frame: this.frames.bare(request), action: request.url, link, ...shown }),
    );
  }

  private gone(request: FastifyRequest): string {
    return renderPage(MailLinkGonePage({ frame: this.frames.bare(request) }));
  }
}

/** What was filled in. @throws Malformed where nothing was, or too much */
function contentOf(form: MailReportForm): FormValues {
  const filled = mailLinkFields.flatMap((field) => {
    const text = form[field] ?? '';
    return text.trim() === '' ? [] : [[field, text]];
  });
  if (filled.length === 0) throw fault('empty');
  if (Buffer.byteLength(JSON.stringify(filled)) > MOST_MAIL_DRAFT_BYTES) throw fault('long');
  return Object.fromEntries(filled) as FormValues;
}

function fault(kind: 'empty' | 'long'): Malformed {
  const message = { vi: words('vi').mailDraft.link[kind], en: words('en').mailDraft.link[kind] };
  return new Malformed([{ field: 'results', message }]);
}
