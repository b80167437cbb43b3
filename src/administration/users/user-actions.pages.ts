import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UsersService } from './users.service.js';
import { allOf } from '../../accounts/access/token-family.js';
import { AccessService } from '../../accounts/access/access.service.js';
import { Allow } from '../../identity/allow.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { InvitationsService } from '../../accounts/links/invitations.service.js';
import { UserActions } from './user-actions.js';
import { RowId } from '../../platform/http/input.js';
import { FormOn } from '../../shell/form-on.js';

/** What an administrator does to an account beside its form: each a button of its own. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller('quan-tri/tai-khoan/:id')
export class UserActionsPages {
  constructor(
    private readonly actions: UserActions,
    private readonly users: UsersService,
    private readonly access: AccessService,
    private readonly invitations: InvitationsService,
  ) {}

  @Post('khoa')
  @FormOn('/quan-tri/tai-khoan/:id')
  disable(@Req() request: FastifyRequest, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    return this.actions.run(request, reply, id, 'disabled', (by) => this.users.setActive(id, false, by));
  }

  @Post('mo-lai')
  @FormOn('/quan-tri/tai-khoan/:id')
  enable(@Req() request: FastifyRequest, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    return this.actions.run(request, reply, id, 'enabled', (by) => this.users.setActive(id, true, by));
  }

  @Post('dang-xuat')
  @FormOn('/quan-tri/tai-khoan/:id')
  signOut(@Req() request: FastifyRequest, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    return this.actions.run(request, reply, id, 'signed_out', (by) => this.users.signOutEverywhere(id, by));
  }

  @Post('moi')
  @FormOn('/quan-tri/tai-khoan/:id')
  invite(@Req() request: FastifyRequest, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    return this.actions.run(request, reply, id, 'invited', ({ actor, at }) =>
      this.invitations.invite(id, actor, at),
    );
  }

  @Post('phien/:sessionId/cham-dut')
  @FormOn('/quan-tri/tai-khoan/:id')
  endSession(
    @Req() request: FastifyRequest,
    @Param('id', RowId) id: number,
    @Param('sessionId', RowId) sessionId: number,
    @Res() reply: FastifyReply,
  ) {
    return this.actions.run(request, reply, id, 'ended', (by) => this.access.endSession(id, sessionId, by));
  }

  @Post('ma/:tokenId/thu-hoi')
  @FormOn('/quan-tri/tai-khoan/:id')
  revokeToken(
    @Req() request: FastifyRequest,
    @Param('id', RowId) id: number,
    @Param('tokenId', RowId) tokenId: number,
    @Res() reply: FastifyReply,
  ) {
    return this.actions.run(request, reply, id, 'revoked', (by) =>
      this.access.revokeToken(allOf(id), tokenId, by),
    );
  }
}
