import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { oneOf } from '../exports/answers.js';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { InAgreement } from '../identity/token-reach.js';
import { attachmentNamed } from '../platform/http/attachment.js';
import { Answers, AnswersFiles } from '../platform/http/answers.js';
import { RowId } from '../platform/http/input.js';
import { DocumentDto, DocumentsPageDto } from './documents.dto.js';
import { documentFileName, mediaTypes } from './documents.files.js';
import { documentPageSchema, documentSchema, type DocumentPage } from './documents.schemas.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import type { DocumentItem } from './documents.types.js';
import { documentFormats, type DocumentFormat } from './render/model.js';

/** Documents for signing: what is of one side is read by its office and leaders, and by auditors. Kept by nobody in between. */
@ApiTags('documents')
@InAgreement()
@Controller('api/v1')
export class DocumentsController {
  constructor(
    private readonly queries: DocumentsQueries,
    private readonly documents: DocumentsService,
  ) {}

  @Get('agreements/:slug/documents')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List documents, newest first' })
  @Answers(200, documentPageSchema)
  async list(
    @Scope() { viewer, agreement }: RequestScope,
    @Query() { limit, cursor, issued }: DocumentsPageDto,
  ): Promise<DocumentPage> {
    const found = await this.queries.list(viewer, agreement, { limit: limit + 1, before: cursor, issued });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  /** What it says is fixed now; its files are made by a job. */
  @Post('agreements/:slug/documents')
  @HttpCode(202)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Have a document made' })
  @Answers(202, documentSchema)
  async make(@Scope() scope: RequestScope, @Body() asked: DocumentDto): Promise<DocumentItem> {
    return this.queries.one(scope.viewer, await this.documents.ask(scope, asked));
  }

  @Get('documents/:id')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Get one document' })
  @Answers(200, documentSchema)
  read(@Scope() { viewer }: RequestScope, @Param('id', RowId) id: number): Promise<DocumentItem> {
    return this.queries.one(viewer, id);
  }

  @Get('documents/:id/files/:format')
  @AllowSignedIn()
  @RouteConfig({ isFile: true })
  @ApiOperation({ summary: 'Download a file of a document' })
  @ApiParam({ name: 'format', enum: [...documentFormats] })
  @AnswersFiles(Object.values(mediaTypes), 'The bytes as they were made')
  async file(
    @Scope() { viewer }: RequestScope,
    @Param('id', RowId) id: number,
    @Param('format', oneOf(documentFormats)) format: DocumentFormat,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, document } = await this.queries.file(viewer, id, format);
    await reply
      .status(200)
      .headers({
        'content-type': mediaTypes[format],
        'content-disposition': attachmentNamed(documentFileName(document, format)),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(bytes);
  }
}
