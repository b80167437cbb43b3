import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { oneOf } from '../../exports/answers.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers, AnswersFiles } from '../../platform/http/answers.js';
import { attachmentNamed } from '../../platform/http/attachment.js';
import { RowId } from '../../platform/http/input.js';
import { TakesFile, uploadOf } from '../../platform/http/uploads.js';
import { mediaTypes } from '../documents.files.js';
import { MOST_TEMPLATE_BYTES } from './check/take-file.js';
import { templateFiles, type TemplateDetail, type TemplateInForce } from './template.types.js';
import { InForceDto } from './templates.dto.js';
import { TemplatesQueries } from './templates.queries.js';
import { templateDetailSchema, templateSlotsSchema, templateTakenSchema } from './templates.schemas.js';
import { TemplatesService } from './templates.service.js';

const file = {
  schema: {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary', description: '.docx, at most 5 MB' } },
    required: ['file'],
  },
};
const slot = {
  name: 'slot',
  example: 'report.hanoi.vi',
  description: 'Kind, side (left out for all sides), language',
};

/** Offices' own templates of documents, as administrators manage them. */
@ApiTags('document templates')
@Allow('admin')
@Controller('api/v1/agreements/:slug/templates')
export class TemplatesController {
  constructor(
    private readonly queries: TemplatesQueries,
    private readonly templates: TemplatesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List kinds of documents with the template in force' })
  @Answers(200, templateSlotsSchema)
  async list(@Scope() { agreement }: RequestScope): Promise<{ items: TemplateInForce[] }> {
    return { items: await this.queries.slots(agreement) };
  }

  @Get(':slot')
  @ApiParam(slot)
  @ApiOperation({ summary: 'Get the templates of one kind of document, and their fields' })
  @Answers(200, templateDetailSchema)
  detail(@Scope() { agreement }: RequestScope, @Param('slot') key: string): Promise<TemplateDetail> {
    return this.queries.detail(agreement, key);
  }

  @Post(':slot')
  @TakesFile(MOST_TEMPLATE_BYTES)
  @HttpCode(201)
  @ApiParam(slot)
  @ApiConsumes('multipart/form-data')
  @ApiBody(file)
  @ApiOperation({
    summary: 'Upload a template',
    description:
      'It is checked and tried; 422 names each fault with its paragraph. It is used once it is put in force.',
  })
  @Answers(201, templateTakenSchema)
  async add(
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @Req() request: FastifyRequest,
  ): Promise<{ version: number }> {
    return this.templates.add(scope, key, (await uploadOf(request)).file);
  }

  @Put(':slot/in-force')
  @ApiParam(slot)
  @ApiOperation({ summary: 'Put a template in force, or the shipped layout' })
  @Answers(200, templateDetailSchema)
  async putInForce(
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @Body() asked: InForceDto,
  ): Promise<TemplateDetail> {
    await this.templates.putInForce(scope, key, asked);
    return this.queries.detail(scope.agreement, key);
  }

  @Get(':slot/starter.docx')
  @RouteConfig({ isFile: true })
  @ApiParam(slot)
  @ApiOperation({ summary: 'Download the shipped layout as a template to begin with' })
  @AnswersFiles([mediaTypes.docx], 'The template')
  async starter(
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, `mau-khoi-dau.${key}.docx`, await this.templates.starter(scope, key));
  }

  @Get(':slot/versions/:version/:file')
  @RouteConfig({ isFile: true })
  @ApiParam(slot)
  @ApiParam({ name: 'file', enum: [...templateFiles] })
  @ApiOperation({ summary: 'Download a template, or a document of today made by it' })
  @AnswersFiles([mediaTypes.docx], 'The bytes as they were uploaded, or the trial document')
  async download(
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @Param('version', RowId) version: number,
    @Param('file', oneOf(templateFiles)) which: (typeof templateFiles)[number],
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (which === 'trial.docx')
      return send(reply, `lap-thu.${key}.${version}.docx`, await this.templates.trial(scope, key, version));
    const { bytes, fileName } = await this.queries.file(scope.agreement, key, version);
    await send(reply, fileName, bytes);
  }
}

async function send(reply: FastifyReply, name: string, bytes: Uint8Array): Promise<void> {
  await reply
    .status(200)
    .headers({
      'content-type': mediaTypes.docx,
      'content-disposition': attachmentNamed(name),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    .send(Buffer.from(bytes));
}
