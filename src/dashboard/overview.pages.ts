import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DaysPageDto } from '../commitments/read/days.dto.js';
import { soundPast } from '../commitments/parts/past.js';
import { AllowSignedIn } from '../identity/allow.js';
import type { Role } from '../identity/viewer.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { dayOf } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { seeOther } from '../platform/http/redirect.js';
import { WorkCounts } from '../my-work/work-counts.js';
import { PageCache } from '../shell/page-cache.js';
import { exceptionsHref, overviewHref } from '../web/links.js';
import { DashboardQueries } from './dashboard.queries.js';
import { DataQualityQueries, readsQuality } from './data-quality.queries.js';
import { DashboardView } from './dashboard.view.js';
import { AgreementForecasts } from './forecast/agreement-forecast.js';

/** The start page by role, and the overview. */
@ApiExcludeController()
@AllowSignedIn()
@Controller()
export class OverviewPages {
  constructor(
    private readonly kept: PageCache,
    private readonly dashboards: DashboardQueries,
    private readonly quality: DataQualityQueries,
    private readonly work: WorkCounts,
    private readonly forecasts: AgreementForecasts,
  ) {}

  @Get()
  start(@Req() { viewer, inReach }: FastifyRequest, @Res() reply: FastifyReply): void {
    if (!inReach?.agreement)
      throw new NotFound({
        vi: 'Chưa có thỏa thuận hợp tác nào mà địa phương tham gia.',
        en: 'Your side is not a party to any agreement yet.',
      });
    const { slug } = inReach.agreement;
    const own: Partial<Record<Role, string>> = { liaison: '/viec-cua-toi', leader: exceptionsHref(slug) };
    seeOther(reply, (viewer && own[viewer.role]) ?? overviewHref(slug));
  }

  @Get(':slug/tong-quan')
  overview(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: DaysPageDto,
  ): Promise<void> {
    const { sound, faults, status } = soundPast(query, scope.language);
    void reply.status(status);
    return this.kept.send(request, reply, async (frame) => {
      const { slug } = scope.agreement;
      const { agreement, viewer } = scope;
      const today = dayOf(scope.at);
      const reading = this.dashboards.read(agreement, sound);
      const [dashboard, forecast, waiting, quality] = await Promise.all([
        reading,
        reading.then((shown) => this.forecasts.onOverview(agreement, shown)),
        this.work.in(agreement, viewer),
        readsQuality(viewer) ? this.quality.read(agreement, viewer, sound) : null,
      ]);
      const asked = { typed: query, faults };
      return DashboardView({ frame, slug, dashboard, forecast, waiting, quality, today, asked });
    });
  }
}
