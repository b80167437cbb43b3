import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { DraftsQueries } from '../commitments/drafts/drafts.queries.js';
import { MyWorkQueries } from './my-work.queries.js';
import { MyWorkPage } from './my-work.view.js';
import { OTHERS } from './others.view.js';
import { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { NumberText, Optional } from '../platform/http/input.js';
import { renderPage } from '../web/render.js';
import { Html } from '../shell/html.js';
import { SaidHere, type Said } from '../shell/said.js';
import { PageFrame } from '../shell/page-frame.js';

class PageDto {
  /** Of the tasks. */
  @Optional() @NumberText() @IsInt() @Min(1) @Max(1000) trang?: number;
  /** Also what waits for other leaders of the side can be looked at. */
  @Optional() @IsIn([OTHERS]) cua?: string;
}

@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader')
@Controller('viec-cua-toi')
export class MyWorkPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly work: MyWorkQueries,
    private readonly clock: Clock,
    private readonly drafts: DraftsQueries,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { trang, cua }: PageDto,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    const frame = await this.frames.of(request);
    if (!frame.agreement) throw new NotFound();
    const [work, drafts] = await Promise.all([
      this.work.read(scope.viewer, trang, cua === OTHERS ? 'others' : 'own'),
      this.drafts.waiting(scope.viewer),
    ]);
    return renderPage(
      MyWorkPage({
        frame: { ...frame, viewer: scope.viewer },
        work,
        drafts,
        said,
        today: this.clock.today(),
      }),
    );
  }
}
