import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { DirectivesDto } from './directive.dto.js';
import { DirectiveList } from './directive-list.view.js';
import { DirectivesQueries } from './directives.queries.js';

/** What leaders of the reader's side have directed in an agreement; to auditors, of every side. */
@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader', 'auditor')
@Controller(':slug/chi-dao')
export class DirectiveListPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: DirectivesQueries,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() query: DirectivesDto,
  ): Promise<string> {
    if (!scope.namesAgreement) throw new NotFound();
    const [frame, page] = await Promise.all([this.frames.of(request), this.queries.in(scope, query)]);
    return renderPage(DirectiveList({ frame, slug: scope.agreement.slug, query, page }));
  }
}
