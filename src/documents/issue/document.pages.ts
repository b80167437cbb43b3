import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendEvidence } from '../../commitments/evidence/evidence-answer.js';
import { sentFile } from '../../commitments/evidence/sent-evidence.js';
import { SmallViews } from '../../commitments/evidence/small-view.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { RowId } from '../../platform/http/input.js';
import { TakesFile } from '../../platform/http/uploads.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import { documentHref } from '../../web/links.js';
import { DocumentsQueries } from '../documents.queries.js';
import { DocumentPageMaker } from './document-page-maker.js';
import { IssueForm } from './issue.dto.js';
import { signedCopyOf } from './issue.rules.js';
import type { SignedCopy } from './issue.types.js';
import { IssuesService } from './issues.service.js';

/** One document with what became of it. */
@ApiExcludeController()
@Controller(':slug/van-ban/:id')
export class DocumentPages {
  constructor(
    private readonly maker: DocumentPageMaker,
    private readonly issues: IssuesService,
    private readonly queries: DocumentsQueries,
    private readonly files: FileStore,
    private readonly views: SmallViews,
  ) {}

  @Get()
  @Html()
  @AllowSignedIn()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.page(request, scope, id, { said });
  }

  @Post('phat-hanh')
  @FormOn('/:slug/van-ban/:id')
  @TakesFile()
  @Allow('coordinator')
  enter(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = formValues(body);
    const { id: agreementId, slug } = scope.agreement;
    return answerForm(reply, {
      input: readForm(IssueForm, typed, words(scope.language).issues.form.say),
      act: async (form) => {
        const issue = form.toIssue();
        await this.issues.enter(scope, id, { issue, upload: await sentFile(request) }, agreementId);
        return issue.replaces === null ? 'recorded' : 'corrected';
      },
      done: (what) => ({ to: documentHref(slug, id), say: { what } }),
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed || error instanceof NotFound) return null;
        return this.maker.page(request, scope, id, { typed, faults });
      },
    });
  }

  @Get('phat-hanh/:entry')
  @AllowSignedIn()
  async download(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Param('entry', RowId) entry: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendEvidence(this.files, await this.copyOf(scope, id, entry), request, reply);
  }

  /** In the browser's own viewer. */
  @Get('phat-hanh/:entry/xem')
  @AllowSignedIn()
  async look(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Param('entry', RowId) entry: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const copy = await this.copyOf(scope, id, entry);
    const view = await this.views.of(copy);
    if (!view) throw new NotFound();
    await sendEvidence(this.files, copy, request, reply, view);
  }

  private async copyOf({ viewer, agreement }: RequestScope, id: number, entry: number): Promise<SignedCopy> {
    return signedCopyOf(await this.queries.one(viewer, id, agreement.id), entry);
  }
}
