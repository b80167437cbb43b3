import { Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Malformed } from '../../platform/errors.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { bytesIn, chunkOf, metadataOf, mustBeTus, TakesChunk } from '../../platform/http/resumable.js';
import { uploadSchema } from './upload.schemas.js';
import { stateOf, type Upload, type UploadState } from './upload.types.js';
import { UploadsService } from './uploads.service.js';

const header = (name: string, description: string) => ApiHeader({ name, required: true, description });
const version = header('Tus-Resumable', '1.0.0');

/** Files for a report, in pieces that can be sent on after an interruption: tus 1.0.0. */
@ApiTags('uploads')
@InAgreement()
@Allow('liaison', 'coordinator')
@Controller('api/v1/uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @version
  @header('Upload-Length', 'Bytes of the file')
  @header('Upload-Metadata', '`filename` and `commitment` (its id), each with its value in base64')
  @ApiOperation({ summary: 'Begin an upload' })
  @Answers(201, uploadSchema)
  async begin(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadState> {
    mustBeTus(request, reply);
    const length = bytesIn(request, 'upload-length');
    const said = metadataOf(request);
    const name = said.get('filename') ?? said.get('name') ?? '';
    const upload = await this.uploads.begin(scope.by, { commitmentId: commitmentIn(said), name, length });
    tell(reply, upload).header('location', `/api/v1/uploads/${upload.id}`);
    return stateOf(upload);
  }

  @Get(':id')
  @version
  @ApiOperation({
    summary: 'See how much of an upload has come',
  })
  @Answers(200, uploadSchema)
  async state(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadState> {
    mustBeTus(request, reply);
    const upload = await this.uploads.find(scope.by, id);
    tell(reply, upload).header('upload-length', upload.length).header('cache-control', 'no-store');
    return stateOf(upload);
  }

  @Patch(':id')
  @HttpCode(204)
  @TakesChunk()
  @version
  @header('Upload-Offset', 'Bytes received so far: where this part begins')
  @ApiConsumes('application/offset+octet-stream')
  @ApiOperation({ summary: 'Send a part of an upload' })
  @AnswersNothing('Received')
  async append(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    mustBeTus(request, reply);
    const content = chunkOf(request);
    const offset = bytesIn(request, 'upload-offset');
    const announced = Number(request.headers['content-length'] ?? NaN);
    const piece = { offset, content, announced: Number.isSafeInteger(announced) ? announced : null };
    tell(reply, await this.uploads.append(scope.by, id, piece));
  }

  @Delete(':id')
  @HttpCode(204)
  @version
  @ApiOperation({ summary: 'Remove an upload' })
  @AnswersNothing('Removed')
  async remove(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    mustBeTus(request, reply);
    await this.uploads.remove(scope.by, id);
  }
}

function commitmentIn(said: Map<string, string>): number {
  const id = said.get('commitment') ?? '';
  if (/^[1-9]\d{0,8}$/.test(id)) return Number(id);
  throw new Malformed([{ field: 'upload-metadata', message: 'must name a commitment by its id' }]);
}

function tell(reply: FastifyReply, { received, expiresAt }: Upload): FastifyReply {
  return reply.headers({
    'upload-offset': received,
    'upload-expires': new Date(expiresAt).toUTCString(),
  });
}
