import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import type { AgreementFile } from './file/agreement-file.js';
import { AgreementFileError } from './file/file-faults.js';
import { readInThread } from './file/read-in-thread.js';
import { DiffService, differenceOf } from './diff.service.js';
import { ImportFormPage, type ImportFormProps } from './import-form.view.js';
import { ImportPreviewPage } from './import-preview.view.js';
import type { ImportReport } from './import.report.js';
import { ReservedSlugs } from './reserved-slugs.js';
import { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import { problemOf } from '../platform/http/errors.filter.js';
import { MOST_BYTES, MOST_FIELD_BYTES, sentText, type SentText } from '../platform/http/sent-text.js';
import { TakesFile } from '../platform/http/uploads.js';
import { goOn } from '../shell/said.js';
import { words } from '../web/i18n/words.js';
import { importHref } from '../web/links.js';
import { renderPage } from '../web/render.js';
import { Html, sendPage } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';
import { FormOn } from '../shell/form-on.js';

type Faults = Partial<Omit<ImportFormProps, 'frame' | 'text'>>;

/** An agreement is handed in, what it would change is looked at, and that is imported. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/thoa-thuan/nhap')
export class AgreementImportPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly diffs: DiffService,
    private readonly clock: Clock,
    private readonly reserved: ReservedSlugs,
  ) {}

  @Get()
  @Html()
  form(@Req() request: FastifyRequest): Promise<string> {
    return this.page(request, '');
  }

  /** Back to the text, with all of it. */
  @Post('sua')
  @FormOn('/quan-tri/thoa-thuan/nhap')
  @TakesFile(MOST_BYTES, MOST_FIELD_BYTES)
  @Html()
  async edit(@Req() request: FastifyRequest): Promise<string> {
    return this.page(request, (await sentText(request)).text);
  }

  @Post('xem-truoc')
  @FormOn('/quan-tri/thoa-thuan/nhap')
  @TakesFile(MOST_BYTES, MOST_FIELD_BYTES)
  @HttpCode(200)
  preview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.read(request, reply, async (file, text) => {
      const report = await this.diffs.diff(file, this.clock.now());
      sendPage(reply, 200, await this.previewOf(request, { file, text, report, again: false }));
    });
  }

  @Post()
  @FormOn('/quan-tri/thoa-thuan/nhap')
  @TakesFile(MOST_BYTES, MOST_FIELD_BYTES)
  @HttpCode(303)
  confirm(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.read(request, reply, async (file, text, { difference = '' }) => {
      const at = this.clock.now();
      const { done, report } = await this.diffs.importAsSeen(file, at, scope.actor, difference);
      if (!done) {
        sendPage(reply, 409, await this.previewOf(request, { file, text, report, again: true }));
        return;
      }
      const changed = Object.values(report.written).some(Boolean) || report.created + report.updated > 0;
      const say = { what: changed ? 'imported' : 'unchanged', facts: { slug: file.slug } };
      goOn(reply, { to: '/quan-tri/thoa-thuan', say });
    });
  }

  /** What cannot be read or imported is shown again, with what is wrong. */
  private async read(
    request: FastifyRequest,
    reply: FastifyReply,
    use: (file: AgreementFile, text: string, fields: SentText['fields']) => Promise<void>,
  ): Promise<void> {
    const { text, fields, fault } = await sentText(request);
    const again = async (status: number, faults: Faults) =>
      sendPage(reply, status, await this.page(request, text, faults));
    if (request.showsOnly !== undefined) return again(request.showsOnly, {});
    const { language } = this.frames.bare(request);
    if (fault) {
      const error = { field: fault.field, message: words(language).agreements.imports[fault.why] };
      return again(fault.why === 'tooLarge' ? 413 : 400, { error });
    }
    try {
      await use(await readInThread({ text, file: '', reserved: this.reserved.all() }), text, fields);
    } catch (error) {
      if (error instanceof AgreementFileError) return again(422, { faults: error.faults });
      if (!(error instanceof DomainError)) throw error;
      const { status, detail } = problemOf(error);
      await again(status, { refused: detail[language] });
    }
  }

  private async page(request: FastifyRequest, text: string, faults: Faults = {}): Promise<string> {
    const frame = await this.frames.of(request, importHref);
    return renderPage(ImportFormPage({ frame, text, faults: [], refused: null, error: null, ...faults }));
  }

  private async previewOf(
    request: FastifyRequest,
    shown: { file: AgreementFile; text: string; report: ImportReport; again: boolean },
  ): Promise<string> {
    const frame = await this.frames.of(request, importHref);
    return renderPage(ImportPreviewPage({ frame, difference: differenceOf(shown.report), ...shown }));
  }
}
