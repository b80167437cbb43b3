import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { RowId } from '../../platform/http/input.js';
import { answerForm, noFields } from '../../shell/answer-form.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { commitmentHref } from '../parts/links.js';
import { ReportAgain } from '../updates/report-again.js';
import { ReportQueries } from '../updates/report.queries.js';
import type { TypedReport } from '../updates/typed-report.js';
import { typedOver, valuesFrom } from '../updates/update-values.js';
import { typedIn } from './draft-content.js';
import type { Draft } from './draft.types.js';
import type { MailDraft } from './mail-draft.types.js';
import { MailDraftPage } from './mail-draft.view.js';
import { MailDraftsQueries } from './mail-drafts.queries.js';
import { MailDraftsService } from './mail-drafts.service.js';

/** What was written over the link of a mail, taken over or discarded by somebody of its body who is signed in. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/cap-nhat/thu/:id')
export class MailDraftPages {
  constructor(
    private readonly queries: MailDraftsQueries,
    private readonly mailDrafts: MailDraftsService,
    private readonly reports: ReportQueries,
    private readonly again: ReportAgain,
    private readonly frames: PageFrame,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Param('id', RowId) id: number,
  ): Promise<string> {
    const mailDraft = await this.queries.one(scope, code, id);
    const [frame, { draft }] = await Promise.all([this.frames.of(request), this.reports.target(scope, code)]);
    return renderPage(MailDraftPage({ frame, slug: scope.agreement.slug, code, mailDraft, draft }));
  }

  /** Where the body has a draft of its own, both texts are shown, and both stay. */
  @Post('nhan')
  async takeOver(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Param('id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const mailDraft = await this.queries.one(scope, code, id);
    const target = await this.reports.target(scope, code);
    return answerForm(reply, {
      input: noFields,
      act: () => this.mailDrafts.takeOver({ ...scope.by, id: target.id }, id),
      done: `${commitmentHref(scope.agreement.slug, code)}/cap-nhat`,
      again: async (refusal) => this.again.page(request, code, besideOwn(mailDraft, target.draft), refusal),
    });
  }

  @Post('bo')
  async discard(
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Param('id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const target = await this.reports.target(scope, code);
    return answerForm(reply, {
      input: noFields,
      act: () => this.mailDrafts.discard({ ...scope.by, id: target.id }, id),
      done: '/viec-cua-toi',
      again: async () => null,
    });
  }
}

/** As if it had been typed over the body's own draft: of what the mail's says nothing, there is nothing to choose. */
function besideOwn({ content }: MailDraft, own: Draft | null): TypedReport {
  const theirs = typedIn(own?.content ?? {});
  const typed = typedIn(content);
  return { sent: { ...theirs, ...typed }, values: typedOver(valuesFrom(theirs), typed) };
}
