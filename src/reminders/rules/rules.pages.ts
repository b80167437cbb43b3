import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { FormBody } from '../../platform/http/forms.js';
import { NumberText } from '../../platform/http/input.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { RulesPageMaker, saidOf } from './rules-page-maker.js';
import { RulesService } from './rules.service.js';

class AgreeForm {
  @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) proposal: number;
  @NumberText() @IsInt() @Min(0) @Max(2_147_483_647) version: number;
}

/** When an agreement’s reminders speak: to be read by all, changed by its offices together or by an administrator. */
@ApiExcludeController()
@Controller(':slug/quy-tac-nhac-han')
export class RulesPages {
  constructor(
    private readonly maker: RulesPageMaker,
    private readonly rules: RulesService,
  ) {}

  @Get()
  @Html()
  @AllowSignedIn()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.show(request, scope, { done: said?.what });
  }

  @Post()
  @FormOn('/:slug/quy-tac-nhac-han')
  @Allow('coordinator', 'admin')
  change(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.maker.change(request, scope, body, reply);
  }

  @Post('dong-y')
  @Allow('coordinator', 'admin')
  agree(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() { proposal, version }: AgreeForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.maker.answer(request, scope, reply, async () =>
      saidOf(await this.rules.agree(scope, proposal, version)),
    );
  }

  @Post('rut')
  @Allow('coordinator')
  withdraw(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.maker.answer(request, scope, reply, async () => {
      return (await this.rules.withdraw(scope)) ? 'withdrawn' : 'unchanged';
    });
  }
}
