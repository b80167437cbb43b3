import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { hasFaults, soundDays } from '../platform/http/forms.js';
import { DaysAsTyped } from '../platform/http/input.js';
import { AgreementQueries } from '../agreements/agreement.queries.js';
import { AuditPageDto } from './audit.dto.js';
import { AuditQueries } from './audit.queries.js';
import { AuditLogPage } from './audit.view.js';
import { NamedCodes } from './named-codes.js';
import { faultsInWords } from '../web/faults.js';
import { renderPage } from '../web/render.js';
import { Html } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';

@DaysAsTyped('from', 'to')
class AuditPageForm extends AuditPageDto {}

/** The audit log, for those who look after the whole. */
@ApiExcludeController()
@Allow('auditor', 'admin')
@Controller('nhat-ky')
export class AuditPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: AuditQueries,
    private readonly agreements: AgreementQueries,
    private readonly named: NamedCodes,
  ) {}

  @Get()
  @Html()
  async log(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Scope() scope: RequestScope,
    @Query() query: AuditPageForm,
  ): Promise<string> {
    const { sound, faults: found } = soundDays(query, 'from', 'to');
    const { limit, cursor, ...filter } = sound;
    const faults = faultsInWords(found, scope.language);
    if (hasFaults(faults)) void reply.status(400);
    const [frame, page, agreements] = await Promise.all([
      this.frames.of(request),
      this.queries.list(filter, limit, cursor),
      this.agreements.all(scope.viewer),
    ]);
    const names = await this.named.of(
      page.items,
      agreements.flatMap(({ parties }) => parties),
    );
    return renderPage(
      AuditLogPage({
        frame,
        ...page,
        filter,
        typed: query,
        faults,
        isLater: cursor !== undefined,
        agreements,
        names,
      }),
    );
  }
}
