import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../accounts/allow.js';
import { SignedIn } from '../accounts/request.js';
import type { Viewer } from '../accounts/viewer.js';
import { AgreementQueries } from '../agreements/agreement.queries.js';
import { CommitmentListDto } from '../commitments/commitment.dto.js';
import { CommitmentQueries } from '../commitments/commitment.queries.js';
import { ListView } from '../commitments/list/list.view.js';
import { Clock } from '../platform/clock.js';
import { NumberText, Optional } from '../platform/http/input.js';
import { renderPage } from '../web/render.js';
import { Html } from './html.js';
import { PageContext } from './page-context.js';

class ListPageDto extends CommitmentListDto {
  /** How many rows the pages before this one showed. */
  @Optional() @NumberText() @IsInt() @Min(0) @Max(1_000_000) shown = 0;
}

@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/cam-ket')
export class CommitmentListPages {
  constructor(
    private readonly pages: PageContext,
    private readonly queries: CommitmentQueries,
    private readonly agreements: AgreementQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async list(
    @SignedIn() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Param('slug') slug: string,
    @Query() query: ListPageDto,
  ): Promise<string> {
    const { limit, cursor, shown, ...filter } = query;
    const [agreement, page, facets, frame] = await Promise.all([
      this.agreements.one(viewer, slug),
      this.queries.list(viewer, slug, filter, limit, cursor),
      this.queries.facets(viewer, slug, filter),
      this.pages.frame(request, slug),
    ]);
    const { number, sectors, parties, bodies } = agreement;
    const asOf = filter.asOf ?? this.clock.today();
    return renderPage(
      ListView({
        frame,
        slug,
        number,
        filter,
        shownBefore: shown,
        page,
        facets,
        sectors,
        parties,
        bodies,
        asOf,
      }),
    );
  }
}
