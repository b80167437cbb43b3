import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendEvidence } from '../../commitments/evidence/evidence-answer.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers, AnswersFiles } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { TakesFile } from '../../platform/http/uploads.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { documentSchema } from '../documents.schemas.js';
import { DocumentsQueries } from '../documents.queries.js';
import type { DocumentItem } from '../documents.types.js';
import { signedCopyOf } from './issue.rules.js';
import { IssuesService } from './issues.service.js';
import { MOST_ENTRIES, MOST_NUMBER, MOST_OF_SIGNER, MOST_REASON } from './issue.types.js';
import { sentIssue } from './sent-issue.js';

const line = (maxLength: number, description: string) => ({ type: 'string', maxLength, description });

/** A form puts the file last. */
const issueBody = {
  schema: {
    type: 'object',
    required: ['number', 'issuedOn', 'signerPost'],
    properties: {
      number: line(MOST_NUMBER, 'Number and notation as on the paper, such as 123-BC/VPTU'),
      issuedOn: { type: 'string', format: 'date', description: 'From the day it was made to today' },
      signerPost: line(MOST_OF_SIGNER, 'The post that signed'),
      signerName: line(MOST_OF_SIGNER, 'As it stands on the paper'),
      replaces: {
        type: 'integer',
        minimum: 1,
        maximum: MOST_ENTRIES,
        description: 'The entry that this corrects, which must be the last; left out for the issue itself',
      },
      reason: line(MOST_REASON, 'Of a correction'),
      file: {
        type: 'string',
        format: 'binary',
        description:
          'The signed copy: PDF, JPG or PNG. After the other fields; a correction may leave it out',
      },
    },
  },
};

/** What became of documents once they were made: numbered, dated, signed. */
@ApiTags('documents')
@InAgreement()
@Controller('api/v1/documents/:id/issues')
export class IssuesController {
  constructor(
    private readonly issues: IssuesService,
    private readonly queries: DocumentsQueries,
    private readonly files: FileStore,
  ) {}

  @Post()
  @TakesFile()
  @Allow('coordinator')
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody(issueBody)
  @ApiOperation({ summary: 'Record the issue of a document, or correct it' })
  @Answers(201, documentSchema)
  async enter(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
  ): Promise<DocumentItem> {
    await this.issues.enter(scope, id, await sentIssue(request));
    return this.queries.one(scope.viewer, id);
  }

  @Get(':entry/file')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Download a signed copy' })
  @AnswersFiles(['application/pdf', 'image/jpeg', 'image/png'], 'The signed copy, as it came')
  async file(
    @Scope() { viewer }: RequestScope,
    @Param('id', RowId) id: number,
    @Param('entry', RowId) entry: number,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const copy = signedCopyOf(await this.queries.one(viewer, id), entry);
    await sendEvidence(this.files, copy, request, reply);
  }
}
