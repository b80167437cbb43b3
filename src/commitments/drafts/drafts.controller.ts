import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InAgreement } from '../../identity/token-reach.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Malformed, NotFound, Stale } from '../../platform/errors.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { etagOf, versionsFrom } from '../../platform/http/etag.js';
import { RowId } from '../../platform/http/input.js';
import { CommitmentsService } from '../commitments.service.js';
import { actions } from '../may.js';
import { contentOf } from './draft-content.js';
import { draftFields, draftSchema } from './draft.schemas.js';
import type { DraftItem } from './draft.types.js';
import { DraftsQueries } from './drafts.queries.js';
import type { Basis } from './draft-writing.js';
import { DraftsService } from './drafts.service.js';

const basisHeader = { name: 'If-Match', required: false };

/** The draft of the caller's own body: its own ETag, none of the commitment's. */
@ApiTags('drafts')
@Allow('liaison', 'coordinator')
@InAgreement()
@Controller('api/v1/commitments/:id/draft')
export class DraftsController {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly drafts: DraftsService,
    private readonly commitments: CommitmentsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Get your body’s draft' })
  @Answers(200, draftSchema)
  async read(
    @Scope() { by, actor }: RequestScope,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftItem> {
    await this.commitments.mustBeAllowed({ ...by, id }, actions.reportOrContribute);
    const draft = await this.queries.one(actor, id);
    if (!draft) throw new NotFound(none);
    reply.header('etag', etagOf(draft.version));
    return { ...draft.content, savedAt: draft.savedAt, savedBy: draft.savedBy };
  }

  @Put()
  @ApiHeader({
    ...basisHeader,
    description: 'ETag of the draft as it was read; may be left out only where there is none yet',
  })
  @ApiHeader({ name: 'If-None-Match', required: false, description: '`*`: only where there is no draft yet' })
  @ApiBody({
    schema: draftFields,
    description: 'Fields of a report (`POST …/updates`), finished or not: kept as typed, 256 KB at most',
  })
  @ApiOperation({ summary: 'Save your body’s draft' })
  @Answers(200, draftSchema)
  async save(
    @Scope() { by }: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') basis: string | undefined,
    @Headers('if-none-match') none: string | undefined,
    @Body() typed: Record<string, unknown> | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftItem> {
    const content = contentOf(fieldsOf(typed));
    const { version, savedAt } = await this.drafts.save({ ...by, id }, content, basisOf(basis, none));
    reply.header('etag', etagOf(version));
    return { ...content, savedAt, savedBy: by.actor.name };
  }

  @Delete()
  @HttpCode(204)
  @ApiHeader({
    ...basisHeader,
    description: 'ETag of the draft as it was read; if given, an older one is refused',
  })
  @ApiOperation({ summary: 'Discard your body’s draft' })
  @AnswersNothing('Discarded')
  discard(
    @Scope() { by }: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') basis: string | undefined,
  ): Promise<void> {
    return this.drafts.discard({ ...by, id }, basis === undefined ? undefined : versionsFrom(basis));
  }
}

function fieldsOf(typed: unknown): Record<string, unknown> {
  if (typed === null || typeof typed !== 'object' || Array.isArray(typed))
    throw new Malformed([{ field: '', message: 'must be an object of fields of a report' }]);
  return typed as Record<string, unknown>;
}

/** @throws Stale where both headers are given: there cannot be one and none */
function basisOf(ifMatch: string | undefined, ifNoneMatch: string | undefined): Basis {
  if (ifMatch !== undefined && ifNoneMatch !== undefined) throw new Stale(0);
  if (ifMatch !== undefined) return { versions: versionsFrom(ifMatch), mayBegin: false };
  return { versions: [], mayBegin: true, asksVersion: ifNoneMatch === undefined };
}

const none = {
  vi: 'Cơ quan chưa có bản nháp về cam kết này.',
  en: 'Your body has no draft on this commitment.',
};
