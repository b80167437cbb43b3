import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { ByOneself } from '../../identity/by-oneself.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { RowId } from '../../platform/http/input.js';
import { FormOn } from '../../shell/form-on.js';
import { goOn } from '../../shell/said.js';
import { CalendarAddressesService } from './calendar-addresses.service.js';
import { NewCalendarPageMaker } from './new-calendar-page-maker.js';

/** The own calendar addresses: made, shown once, and revoked one by one. */
@ApiExcludeController()
@AllowSignedIn()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan/dia-chi-lich')
export class CalendarAddressesPages {
  constructor(
    private readonly page: NewCalendarPageMaker,
    private readonly addresses: CalendarAddressesService,
  ) {}

  @Get()
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.page.show(request, reply);
  }

  @Post()
  @FormOn('/tai-khoan/dia-chi-lich')
  make(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.page.make(request, reply, body);
  }

  @Post(':id/thu-hoi')
  async revoke(@Scope() scope: RequestScope, @Param('id', RowId) id: number, @Res() reply: FastifyReply) {
    await this.addresses.revoke(scope, id);
    goOn(reply, { to: '/tai-khoan#dia-chi-lich', say: { what: 'calendar' } });
  }
}
