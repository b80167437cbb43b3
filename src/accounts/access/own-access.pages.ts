import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessService } from './access.service.js';
import { ByOneself } from '../../identity/by-oneself.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { RowId } from '../../platform/http/input.js';
import { goOn } from '../../shell/said.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { allOf } from './token-family.js';
import { NewTokenPageMaker } from './new-token-page-maker.js';
import { FormOn } from '../../shell/form-on.js';

/** The own sessions and tokens: ended one by one, or all but this one; made, and shown once. */
@ApiExcludeController()
@AllowSignedIn()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan')
export class OwnAccessPages {
  constructor(
    private readonly access: AccessService,
    private readonly tokens: NewTokenPageMaker,
  ) {}

  @Post('phien/cham-dut-khac')
  async endOthers(@Scope() scope: RequestScope, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const own = request.access?.by === 'cookie' ? request.access.id : 0;
    await this.access.endOtherSessions(scope.viewer.userId, own, scope.by);
    goOn(reply, { to: '/tai-khoan#phien', say: { what: 'sessions' } });
  }

  @Post('phien/:id/cham-dut')
  async endSession(@Scope() scope: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.access.endSession(scope.viewer.userId, id, scope.by);
    goOn(reply, { to: '/tai-khoan#phien', say: { what: 'session' } });
  }

  @Get('ma-truy-cap')
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.tokens.show(request, reply);
  }

  @Post('ma-truy-cap')
  @FormOn('/tai-khoan/ma-truy-cap')
  make(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.tokens.make(request, reply, body);
  }

  @Post('ma-truy-cap/:id/thu-hoi')
  async revoke(@Scope() scope: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.access.revokeToken(allOf(scope.viewer.userId), id, scope.by);
    goOn(reply, { to: '/tai-khoan#ma-truy-cap', say: { what: 'token' } });
  }
}
