import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { RowId } from '../../platform/http/input.js';
import type { FormBody } from '../../platform/http/forms.js';
import { TakesFile } from '../../platform/http/uploads.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { CommitmentForms } from '../page/commitment-forms.js';
import { sendEvidence } from './evidence-answer.js';
import { NotFound } from '../../platform/errors.js';
import { SmallViews } from './small-view.js';
import { EvidenceQueries } from './evidence.queries.js';
import { DocumentForm } from './document.dto.js';
import { EvidenceService } from './evidence.service.js';
import { sentFile } from './sent-evidence.js';
import { languageOf } from '../../platform/http/language.js';
import { words } from '../../web/i18n/words.js';
import { FormOn } from '../../shell/form-on.js';

/** The evidence on the page of a commitment. What is refused shows the page again, with the reason beside the field. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/minh-chung')
export class EvidencePages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly evidence: EvidenceService,
    private readonly queries: EvidenceQueries,
    private readonly files: FileStore,
    private readonly views: SmallViews,
  ) {}

  @Post()
  @FormOn('/:slug/cam-ket/:code')
  @TakesFile()
  @Allow('liaison', 'coordinator')
  attach(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    return this.forms.answer(request, reply, body, {
      name: 'evidence',
      type: DocumentForm,
      say: words(languageOf(request)).commitment.evidence.say,
      act: async (change, form) =>
        this.evidence.attach(change, { document: form.toDocument(), upload: await sentFile(request) }),
      done: 'evidence_added',
    });
  }

  @Get(':id')
  @AllowSignedIn()
  async download(
    @Req() request: FastifyRequest,
    @Scope() { viewer }: RequestScope,
    @Param('id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendEvidence(this.files, await this.queries.toRead(viewer, id), request, reply);
  }

  @Get(':id/xem')
  @AllowSignedIn()
  async look(
    @Req() request: FastifyRequest,
    @Scope() { viewer }: RequestScope,
    @Param('id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const item = await this.queries.toRead(viewer, id);
    const view = await this.views.of(item);
    if (!view) throw new NotFound();
    await sendEvidence(this.files, item, request, reply, view);
  }

  @Post(':id/rut')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('liaison', 'coordinator')
  withdraw(
    @Req() request: FastifyRequest,
    @Param('id', RowId) evidenceId: number,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(
      request,
      reply,
      {},
      {
        name: 'evidence',
        act: ({ id: of, ...by }) => this.evidence.withdraw({ ...by, evidenceId, of }),
        done: 'evidence_withdrawn',
      },
    );
  }
}
