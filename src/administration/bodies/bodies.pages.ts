import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BodiesListPage } from './bodies-list.view.js';
import { BodiesQueries } from './bodies.queries.js';
import { Allow } from '../../identity/allow.js';
import { Clock } from '../../platform/clock.js';
import { Optional, PlainText, RowId } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { BodyPageMaker } from './body-page-maker.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { FormOn } from '../../shell/form-on.js';

class BodyListDto {
  @Optional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) ben?: string;
  @Optional() @PlainText(200) q?: string;
}

/** The administrator's bodies: of which side, from when to when, what follows them. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/co-quan')
export class BodiesPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: BodiesQueries,
    private readonly maker: BodyPageMaker,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async list(@Req() request: FastifyRequest, @Query() { ben, q }: BodyListDto): Promise<string> {
    const filter = { party: ben, q };
    const [frame, parties, found] = await Promise.all([
      this.frames.of(request),
      this.queries.parties(),
      this.queries.list(filter),
    ]);
    return renderPage(BodiesListPage({ frame, filter, parties, ...found, today: this.clock.today() }));
  }

  @Get('moi')
  @Html()
  fresh(@Req() request: FastifyRequest): Promise<string> {
    return this.maker.fresh(request, {}, {});
  }

  @Post()
  @FormOn('/quan-tri/co-quan/moi')
  create(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.maker.create(request, reply, body);
  }

  @Get(':id')
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Param('id', RowId) id: number,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.show(request, id, { done: said?.what });
  }

  @Post(':id')
  @FormOn('/quan-tri/co-quan/:id')
  change(
    @Req() request: FastifyRequest,
    @Param('id', RowId) id: number,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.maker.change(request, reply, id, body);
  }
}
