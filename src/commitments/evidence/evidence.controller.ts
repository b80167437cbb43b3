import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InAgreement } from '../../identity/token-reach.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers, AnswersFile } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { TakesFile } from '../../platform/http/uploads.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { DocumentDto } from './document.dto.js';
import { MOST_NUMBER, MOST_OF_A_DOCUMENT } from './document.js';
import { sendEvidence } from './evidence-answer.js';
import { EvidenceQueries } from './evidence.queries.js';
import { evidenceListSchema, evidenceSchema } from './evidence.schemas.js';
import { EvidenceService } from './evidence.service.js';
import type { EvidenceItem } from './evidence.types.js';
import { sentEvidence } from './sent-evidence.js';

const line = (maxLength: number) => ({ type: 'string', maxLength });

/** A form puts the file last. */
const fileOrDocument = {
  schema: {
    type: 'object',
    properties: {
      number: { ...line(MOST_NUMBER), description: 'Of the document; with issuedOn and issuer' },
      issuedOn: { type: 'string', format: 'date', description: 'No later than today' },
      issuer: line(MOST_OF_A_DOCUMENT),
      recipient: line(MOST_OF_A_DOCUMENT),
      title: line(MOST_OF_A_DOCUMENT),
      file: { type: 'string', format: 'binary', description: 'In a form, after the other fields' },
    },
  },
};

@ApiTags('evidence')
@InAgreement()
@Controller('api/v1')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly queries: EvidenceQueries,
    private readonly files: FileStore,
  ) {}

  @Get('commitments/:id/evidence')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List evidence' })
  @Answers(200, evidenceListSchema)
  async list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
  ): Promise<{ items: EvidenceItem[] }> {
    return { items: await this.queries.list(scope.viewer, id) };
  }

  @Post('commitments/:id/evidence')
  @TakesFile()
  @Allow('liaison', 'coordinator')
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody(fileOrDocument)
  @ApiOperation({ summary: 'Add evidence: a document by its number, a file, or both' })
  @Answers(201, evidenceSchema)
  async attach(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() body: DocumentDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceItem> {
    const sent = await sentEvidence(request, body);
    const evidenceId = await this.evidence.attach({ ...scope.by, id }, sent);
    reply.header('location', `/api/v1/evidence/${evidenceId}`);
    return this.queries.one(scope.viewer, evidenceId);
  }

  @Get('evidence/:id')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Download a file of evidence' })
  @AnswersFile('application/octet-stream', 'The file')
  async download(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendEvidence(this.files, await this.queries.toRead(scope.viewer, id), request, reply);
  }

  @Delete('evidence/:id')
  @HttpCode(200)
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Withdraw evidence' })
  @Answers(200, evidenceSchema)
  async withdraw(@Scope() scope: RequestScope, @Param('id', RowId) id: number): Promise<EvidenceItem> {
    await this.evidence.withdraw({ evidenceId: id, ...scope.by });
    return this.queries.one(scope.viewer, id);
  }
}
