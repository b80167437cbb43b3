import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { AgreementQueries } from '../../agreements/agreement.queries.js';
import { CommitmentListDto } from '../commitment.dto.js';
import { CommitmentQueries } from '../read/commitment.queries.js';
import { ListView } from './list.view.js';
import { Clock } from '../../platform/clock.js';
import { NumberText, Optional } from '../../platform/http/input.js';
import { PageCache } from '../../shell/page-cache.js';

class ListPageDto extends CommitmentListDto {
  /** How many rows the pages before this one showed. */
  @Optional() @NumberText() @IsInt() @Min(0) @Max(1_000_000) shown = 0;
}

@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/cam-ket')
export class CommitmentListPages {
  constructor(
    private readonly kept: PageCache,
    private readonly queries: CommitmentQueries,
    private readonly agreements: AgreementQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  list(
    @SignedIn() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('slug') slug: string,
    @Query() query: ListPageDto,
  ): Promise<void> {
    return this.kept.send(request, reply, slug, async (frame) =>
      ListView({ frame, slug, ...(await this.read(viewer, slug, query)) }),
    );
  }

  private async read(viewer: Viewer, slug: string, { limit, cursor, shown, ...filter }: ListPageDto) {
    const [agreement, page, facets] = await Promise.all([
      this.agreements.one(viewer, slug),
      this.queries.list(viewer, slug, filter, limit, cursor),
      this.queries.facets(viewer, slug, filter),
    ]);
    const { number, sectors, parties, bodies } = agreement;
    const asOf = filter.asOf ?? this.clock.today();
    return { number, filter, shownBefore: shown, page, facets, sectors, parties, bodies, asOf };
  }
}
