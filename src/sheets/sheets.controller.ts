import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommitmentFilterDto } from '../commitments/read/filter.dto.js';
import { mediaTypes } from '../exports/answers.js';
import { ByOneself } from '../identity/by-oneself.js';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { InAgreement } from '../identity/token-reach.js';
import { Answers, AnswersFiles } from '../platform/http/answers.js';
import { attachmentNamed } from '../platform/http/attachment.js';
import { RowId } from '../platform/http/input.js';
import { TakesFile, uploadOf } from '../platform/http/uploads.js';
import { MOST_MAPPING_BYTES, ownSheetOf } from './intake/sent-own-sheet.js';
import { SheetFiles } from './making/sheet-files.js';
import { ApplicationDto, SheetRowsDto } from './sheets.dto.js';
import { sheetSchema, sheetTakenSchema } from './sheets.schemas.js';
import { MOST_SHEET_BYTES, SheetsService } from './sheets.service.js';
import { SheetsQueries } from './sheets.queries.js';
import type { SheetDetail } from './sheet.types.js';

const file = {
  schema: {
    type: 'object',
    properties: {
      mapping: {
        type: 'string',
        description:
          'Of a sheet that an office keeps itself, as JSON: `MappingDto`. Left out, it is proposed by the headings',
      },
      party: { type: 'string', description: 'The side whose sheet it is: by an administrator' },
      file: {
        type: 'string',
        format: 'binary',
        description: '.xlsx or .csv, at most 10 MB; after the fields',
      },
    },
    required: ['file'],
  },
};

/** The list as a sheet to be edited, and back. */
@ApiTags('sheets')
@Allow('liaison', 'coordinator')
@ByOneself()
@InAgreement()
@Controller('api/v1')
export class SheetsController {
  constructor(
    private readonly files: SheetFiles,
    private readonly sheets: SheetsService,
    private readonly queries: SheetsQueries,
  ) {}

  @Get('agreements/:slug/sheet.xlsx')
  @RouteConfig({ isFile: true })
  @ApiOperation({
    summary: 'Download the list of commitments to edit',
    description:
      'Your side’s parts as of now, with the filters of the list. Cells that you may report on are unlocked; submit the file again under `sheets`.',
  })
  @AnswersFiles([mediaTypes.xlsx], 'The sheet')
  async download(
    @Scope() scope: RequestScope,
    @Query() filter: CommitmentFilterDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, bytes } = await this.files.make(scope, filter);
    await reply
      .status(200)
      .headers({
        'content-type': mediaTypes.xlsx,
        'content-disposition': attachmentNamed(name),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(bytes);
  }

  @Post('agreements/:slug/sheets')
  @Allow('liaison', 'coordinator', 'admin')
  @TakesFile(MOST_SHEET_BYTES, MOST_MAPPING_BYTES)
  @HttpCode(202)
  @ApiConsumes('multipart/form-data')
  @ApiBody(file)
  @ApiOperation({
    summary: 'Submit an edited sheet, or one that an office keeps itself',
    description:
      'It is read and compared, row by row; nothing is changed before it is applied. What was not downloaded here is an office’s own sheet, where a coordinator or an administrator submits it.',
  })
  @Answers(202, sheetTakenSchema)
  async take(@Scope() scope: RequestScope, @Req() request: FastifyRequest): Promise<{ id: number }> {
    const { fields, file: upload } = await uploadOf(request);
    return this.sheets.take(scope, upload, await ownSheetOf(fields));
  }

  @Get('sheets/:id')
  @Allow('liaison', 'coordinator', 'admin')
  @ApiOperation({ summary: 'Get a submitted sheet' })
  @Answers(200, sheetSchema)
  async detail(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() asked: SheetRowsDto,
  ): Promise<SheetDetail> {
    const { slug: _slug, ...sheet } = await this.queries.detail(scope, id, asked);
    return sheet;
  }

  @Post('sheets/:id/application')
  @Allow('liaison', 'coordinator', 'admin')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Apply a sheet',
    description: 'Each change becomes a report, each new row of an administrator’s sheet a commitment.',
  })
  @Answers(202, sheetTakenSchema)
  async apply(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { only }: ApplicationDto,
  ): Promise<{ id: number }> {
    await this.sheets.apply(scope, id, only);
    return { id };
  }
}
