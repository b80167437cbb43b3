import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { AgreementQueries } from '../agreements/agreement.queries.js';
import { AuditPageDto } from './audit.dto.js';
import { AuditQueries } from './audit.queries.js';
import { AuditLogPage, namesOf } from './audit.view.js';
import { renderPage } from '../web/render.js';
import { Html } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';

/** The audit log, for those who look after the whole. */
@ApiExcludeController()
@Allow('auditor', 'admin')
@Controller('nhat-ky')
export class AuditPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: AuditQueries,
    private readonly agreements: AgreementQueries,
  ) {}

  @Get()
  @Html()
  async log(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { limit, cursor, ...filter }: AuditPageDto,
  ): Promise<string> {
    const [frame, page, agreements] = await Promise.all([
      this.frames.of(request),
      this.queries.list(filter, limit, cursor),
      this.agreements.all(scope.viewer),
    ]);
    const names = namesOf(agreements.flatMap(({ parties }) => parties));
    return renderPage(
      AuditLogPage({ frame, ...page, filter, isLater: cursor !== undefined, agreements, names }),
    );
  }
}
