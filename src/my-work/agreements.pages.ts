import { Controller, Get, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { AgreementContents } from '../commitments/agreements/agreement-contents.queries.js';
import { AgreementsAdminPage, AgreementsPage } from './agreements.view.js';
import { WorkCounts } from './work-counts.js';
import { renderPage } from '../web/render.js';
import { SaidHere, type Said } from '../shell/said.js';
import { Html } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';

/** The agreements that the reader may see, to choose the one to work in. */
@ApiExcludeController()
@AllowSignedIn()
@Controller('thoa-thuan')
export class AgreementsPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly agreements: AgreementContents,
    private readonly work: WorkCounts,
  ) {}

  @Get()
  @Html()
  async all(@Req() request: FastifyRequest, @Scope() scope: RequestScope): Promise<string> {
    const [frame, items, tasks] = await Promise.all([
      this.frames.of(request),
      this.agreements.all(scope.viewer),
      this.work.byAgreement(scope.viewer),
    ]);
    return renderPage(AgreementsPage({ frame, items, tasks: scope.viewer.party ? tasks : undefined }));
  }
}

@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/thoa-thuan')
export class AgreementsAdminPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly agreements: AgreementContents,
  ) {}

  @Get()
  @Html()
  async all(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    const [frame, items] = await Promise.all([this.frames.of(request), this.agreements.all(scope.viewer)]);
    const number = items.find(({ slug }) => slug === said?.facts?.slug)?.number;
    const done = number === undefined ? null : { number, what: said?.what };
    return renderPage(AgreementsAdminPage({ frame, items, done }));
  }
}
