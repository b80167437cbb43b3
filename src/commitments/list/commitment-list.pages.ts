import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { seeOther } from '../../platform/http/redirect.js';
import { sendPage } from '../../shell/html.js';
import { PageCache } from '../../shell/page-cache.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import type { Frame } from '../../web/frame.js';
import { renderPage } from '../../web/render.js';
import { listHref } from '../parts/links.js';
import { soundPast } from '../parts/past.js';
import { lastShape, rememberShape } from './last-shape.js';
import { ListPageDto } from './list-page.dto.js';
import { ListReading } from './list-reading.js';
import { ListView } from './list.view.js';
import { chosenShape, NO_GROUPS, shapeOf } from './shape.js';

@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/cam-ket')
export class CommitmentListPages {
  constructor(
    private readonly kept: PageCache,
    private readonly reading: ListReading,
    private readonly frames: PageFrame,
    private readonly config: Config,
  ) {}

  @Get()
  async list(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: ListPageDto,
    @SaidHere() said: Said | null,
  ): Promise<void> {
    const { slug } = scope.agreement;
    if (query.choose) return this.choose(reply, slug, query);
    const parties = request.inReach?.agreement?.parties ?? [];
    const { sound, faults, status } = soundPast(query, scope.language, 'dueFrom', 'dueTo');
    const shape = shapeOf(query, lastShape(request), sound);
    void reply.status(status);
    const make = async (frame: Frame) =>
      ListView({
        frame,
        slug,
        parties,
        shape,
        typed: query,
        faults,
        said,
        ...(await this.reading.read(scope, sound, shape)),
      });
    // What is said once is on no page that is kept; nor what is found: that depends on texts which raise no revision.
    if (said || sound.q !== undefined)
      return sendPage(reply, status, renderPage(await make(await this.frames.of(request))));
    return this.kept.send(request, reply, make, shape);
  }

  /** What is chosen in the panel is remembered, and stands in the address of the list that it leads to. */
  private choose(reply: FastifyReply, slug: string, query: ListPageDto): void {
    const { choose, column = [], by = NO_GROUPS, columns: _columns, ...rest } = query;
    const { limit: _limit, cursor: _cursor, shown: _shown, ...filter } = rest;
    const chosen = choose === 'usual' ? {} : chosenShape(column, by, filter);
    rememberShape(reply, chosen, this.config.secureCookies);
    seeOther(reply, listHref(slug, { ...filter, ...chosen }));
  }
}
