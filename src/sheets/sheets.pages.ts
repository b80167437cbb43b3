import { Controller, Get, Param, Post, Body, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommitmentFilterDto } from '../commitments/read/filter.dto.js';
import { listQuery } from '../commitments/parts/links.js';
import { sentFile } from '../commitments/evidence/sent-evidence.js';
import { ByOneself } from '../identity/by-oneself.js';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { NotFound } from '../platform/errors.js';
import { formValues, readForm, type FormBody, type FormFaults } from '../platform/http/forms.js';
import { RowId } from '../platform/http/input.js';
import { TakesFile } from '../platform/http/uploads.js';
import { answerForm, noFields } from '../shell/answer-form.js';
import { FormOn } from '../shell/form-on.js';
import { Html } from '../shell/html.js';
import { sheetHref } from '../web/links.js';
import { SheetPageMaker } from './page/sheet-page-maker.js';
import { IntakePageMaker } from './intake/page/intake-page-maker.js';
import { ApplicationDto, OwnViewDto } from './sheets.dto.js';
import { SheetsQueries } from './sheets.queries.js';
import { MOST_SHEET_BYTES, SheetsService } from './sheets.service.js';

/** The list as a sheet to be edited, and back, as people do it. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@ByOneself()
@Controller(':slug/bang-tinh')
export class SheetsPages {
  constructor(
    private readonly maker: SheetPageMaker,
    private readonly own: IntakePageMaker,
    private readonly queries: SheetsQueries,
    private readonly sheets: SheetsService,
  ) {}

  @Get()
  @Html()
  start(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() filter: CommitmentFilterDto,
  ): Promise<string> {
    return this.maker.start(request, scope, { query: listQuery({ ...filter }) });
  }

  @Post()
  @FormOn('/:slug/bang-tinh')
  @TakesFile(MOST_SHEET_BYTES)
  take(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: noFields,
      act: async () => this.sheets.take(scope, await sentFile(request)),
      done: ({ id }) => sheetHref(scope.agreement.slug, id),
      again: ({ faults }) => this.maker.start(request, scope, { faults }),
    });
  }

  @Get(':id')
  @Allow('liaison', 'coordinator', 'admin')
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() asked: OwnViewDto,
  ): Promise<string> {
    return this.page(request, scope, id, asked);
  }

  private async page(
    request: FastifyRequest,
    scope: RequestScope,
    id: number,
    asked: OwnViewDto,
    faults: FormFaults = {},
  ): Promise<string> {
    const { form } = await this.queries.head(scope, id);
    return form === 'own'
      ? this.own.sheet(request, scope, id, { asked, faults })
      : this.maker.sheet(request, scope, id, asked, faults);
  }

  @Post(':id/nhan')
  @Allow('liaison', 'coordinator', 'admin')
  @FormOn('/:slug/bang-tinh/:id')
  apply(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(ApplicationDto, formValues(body), {}),
      act: ({ only }) => this.sheets.apply(scope, id, only),
      done: ({ slug }) => sheetHref(slug, id),
      again: ({ error, faults }) =>
        error instanceof NotFound
          ? Promise.resolve(null)
          : this.page(request, scope, id, new OwnViewDto(), faults),
    });
  }
}
