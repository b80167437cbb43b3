import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByOneself } from '../../identity/by-oneself.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import { formValues, type FormBody } from '../../platform/http/forms.js';
import { RowId } from '../../platform/http/input.js';
import { TakesFile, uploadOf } from '../../platform/http/uploads.js';
import { answerForm, noFields } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { sheetHref } from '../../web/links.js';
import { OwnViewDto } from '../sheets.dto.js';
import { MOST_SHEET_BYTES, SheetsService } from '../sheets.service.js';
import { IntakeService } from './intake.service.js';
import { readMappingForm } from './mapping-form.js';
import { IntakePageMaker } from './page/intake-page-maker.js';
import { ownSheetOf } from './sent-own-sheet.js';

/** A sheet that an office keeps itself, as people bring it and say what its columns are. */
@ApiExcludeController()
@Allow('coordinator', 'admin')
@ByOneself()
@Controller(':slug')
export class IntakePages {
  constructor(
    private readonly maker: IntakePageMaker,
    private readonly sheets: SheetsService,
    private readonly intake: IntakeService,
  ) {}

  @Get('nhan-bang-tinh')
  @Html()
  start(@Req() request: FastifyRequest, @Scope() scope: RequestScope): Promise<string> {
    return this.maker.start(request, scope, {});
  }

  @Post('nhan-bang-tinh')
  @FormOn('/:slug/nhan-bang-tinh')
  @TakesFile(MOST_SHEET_BYTES)
  take(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    let party: string | undefined;
    return answerForm(reply, {
      input: noFields,
      act: async () => {
        const { fields, file } = request.isMultipart() ? await uploadOf(request) : { fields: {}, file: null };
        const own = await ownSheetOf(fields);
        party = own?.party;
        return this.sheets.take(scope, file, own ?? { mapping: null });
      },
      done: ({ id }) => sheetHref(scope.agreement.slug, id),
      again: ({ faults }) => this.maker.start(request, scope, { party, faults }),
    });
  }

  @Post('bang-tinh/:id/ghep')
  @FormOn('/:slug/bang-tinh/:id')
  async understand(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    return answerForm(reply, {
      input: readMappingForm(values),
      act: ({ mapping }) => this.intake.understand(scope, id, mapping()),
      done: ({ slug }) => sheetHref(slug, id),
      again: ({ error, faults }) =>
        error instanceof NotFound
          ? Promise.resolve(null)
          : this.maker.sheet(request, scope, id, { asked: new OwnViewDto(), values, faults }),
    });
  }
}
