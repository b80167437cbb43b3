import { Controller, Get, Param, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../identity/allow.js';
import { SignedIn } from '../identity/request.js';
import type { Viewer } from '../identity/viewer.js';
import { AgreementQueries } from '../agreements/agreement.queries.js';
import { paragraphOf } from '../notice/clauses.js';
import { NoticeView } from '../notice/notice.view.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { AsOfDto } from './dashboard.controller.js';
import { DashboardQueries } from './dashboard.queries.js';
import { DashboardView } from './dashboard.view.js';
import { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { PageCache } from '../shell/page-cache.js';
import { PageContext } from '../shell/page-frame.js';

/** The start page by role, the overview, the notice. */
@ApiExcludeController()
@AllowSignedIn()
@Controller()
export class OverviewPages {
  constructor(
    private readonly pages: PageContext,
    private readonly kept: PageCache,
    private readonly dashboards: DashboardQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Redirect()
  async start(@SignedIn() viewer: Viewer, @Req() request: FastifyRequest) {
    const slug = await this.pages.firstSlug(viewer, request);
    if (!slug)
      throw new NotFound({
        vi: 'Chưa có thỏa thuận hợp tác nào mà bên của bạn tham gia.',
        en: 'There is no agreement yet to which your side is party.',
      });
    return { url: viewer.role === 'liaison' ? '/viec-cua-toi' : `/${slug}/tong-quan`, statusCode: 303 };
  }

  @Get(':slug/tong-quan')
  overview(
    @SignedIn() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('slug') slug: string,
    @Query() { asOf }: AsOfDto,
  ): Promise<void> {
    return this.kept.send(request, reply, slug, async (frame) => {
      const dashboard = await this.dashboards.read(viewer, slug, asOf);
      return DashboardView({ frame, slug, dashboard, today: this.clock.today() });
    });
  }
}

@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/thong-bao')
export class NoticePages {
  constructor(
    private readonly kept: PageCache,
    private readonly agreements: AgreementQueries,
    private readonly commitments: CommitmentQueries,
  ) {}

  @Get()
  notice(
    @SignedIn() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('slug') slug: string,
  ): Promise<void> {
    return this.kept.send(request, reply, slug, async (frame) =>
      NoticeView({ frame, slug, ...(await this.read(viewer, slug)) }),
    );
  }

  private async read(viewer: Viewer, slug: string) {
    const { number, kind, title, source, clauses, sectors, parties } = await this.agreements.one(
      viewer,
      slug,
    );
    const byCode = new Map(
      (await this.commitments.all(viewer, slug)).map((commitment) => [commitment.code, commitment]),
    );
    const rows = clauses.map((clause) => ({
      ...clause,
      paragraph: paragraphOf(clause.locator),
      sector: sectors.find(({ code }) => code === clause.sector) ?? null,
      actingParty: parties.find(({ code }) => code === clause.actingParty) ?? null,
      commitments: clause.commitments.flatMap((code) => byCode.get(code) ?? []),
    }));
    return { number, kind, title, sourceNote: source.note, clauses: rows };
  }
}
