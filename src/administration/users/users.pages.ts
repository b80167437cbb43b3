import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Expose } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BodiesQueries } from '../bodies/bodies.queries.js';
import { UsersListPage } from './users-list.view.js';
import { UsersQueries } from './users.queries.js';
import { Allow } from '../../identity/allow.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { roles, type Role } from '../../identity/viewer.js';
import { NumberText, Optional, PlainText, RowId } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { Html } from '../../shell/html.js';
import { UserPageMaker } from './user-page-maker.js';
import { FormOn } from '../../shell/form-on.js';

const states = ['active', 'disabled', 'invited'] as const;

class UserListDto {
  @Optional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) ben?: string;
  @Optional() @Expose({ name: 'vai-tro' }) @IsIn(roles) role?: Role;
  @Optional() @Expose({ name: 'tinh-trang' }) @IsIn(states) state?: (typeof states)[number];
  @Optional() @Expose({ name: 'co-quan' }) @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) body?: number;
  @Optional() @PlainText(200) q?: string;
  /** The last address of the page before. */
  @Optional() @PlainText(254) sau?: string;
}

/** The administrator's accounts: found, made, renamed, moved. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller('quan-tri/tai-khoan')
export class UsersPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly users: UsersQueries,
    private readonly bodies: BodiesQueries,
    private readonly maker: UserPageMaker,
  ) {}

  @Get()
  @Html()
  async list(@Req() request: FastifyRequest, @Query() { ben, sau, ...rest }: UserListDto): Promise<string> {
    const filter = { party: ben, ...rest };
    const [frame, parties, page] = await Promise.all([
      this.frames.of(request),
      this.bodies.parties(),
      this.users.list(filter, sau),
    ]);
    return renderPage(UsersListPage({ frame, filter, parties, ...page }));
  }

  @Get('moi')
  @Html()
  fresh(@Req() request: FastifyRequest): Promise<string> {
    return this.maker.fresh(request, {}, {});
  }

  @Post()
  @FormOn('/quan-tri/tai-khoan/moi')
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
  @FormOn('/quan-tri/tai-khoan/:id')
  change(
    @Req() request: FastifyRequest,
    @Param('id', RowId) id: number,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.maker.change(request, reply, id, body);
  }
}
