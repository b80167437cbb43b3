import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { ByOneself } from '../../identity/by-oneself.js';
import { Scope, SignedIn } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { callingToken } from '../access/new-tokens.service.js';
import { CalendarAddressDto } from './calendar-address.dto.js';
import { calendarAddressesSchema, newCalendarAddressSchema } from './calendar-address.schemas.js';
import type { CalendarAddressItem, NewCalendarAddress } from './calendar-address.types.js';
import { CalendarAddressesQueries } from './calendar-addresses.queries.js';
import { CalendarAddressesService } from './calendar-addresses.service.js';

/** The caller's own calendar addresses. The address itself is in the answer to its making, and nowhere else. */
@ApiTags('accounts')
@AllowSignedIn()
@ByOneself()
@Controller('api/v1/me/calendar-addresses')
export class CalendarAddressesController {
  constructor(
    private readonly queries: CalendarAddressesQueries,
    private readonly addresses: CalendarAddressesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List your calendar addresses' })
  @Answers(200, calendarAddressesSchema)
  async list(@SignedIn() { userId }: Viewer): Promise<{ items: CalendarAddressItem[] }> {
    return { items: await this.queries.of(userId) };
  }

  @Post()
  @ApiOperation({
    summary: 'Create a calendar address',
    description:
      'Made with a token, it ends with that token; made on the website, it lasts until it is revoked.',
  })
  @Answers(201, newCalendarAddressSchema)
  async make(
    @Scope() scope: RequestScope,
    @Body() { name, agreement, scope: asked }: CalendarAddressDto,
    @Req() request: FastifyRequest,
  ): Promise<NewCalendarAddress> {
    const { userId, party } = scope.viewer;
    const wanted = {
      name: name || nameless[scope.language],
      scope: asked || (party === null ? 'all' : 'own'),
      agreement: agreement || null,
    } as const;
    const { id, url } = await this.addresses.make(scope, wanted, callingToken(request));
    const items = await this.queries.of(userId);
    return { ...items.find((item) => item.id === id)!, url };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a calendar address' })
  @AnswersNothing('Revoked')
  revoke(@Scope() scope: RequestScope, @Param('id', RowId) id: number): Promise<void> {
    return this.addresses.revoke(scope, id);
  }
}

const nameless = { vi: 'Lịch', en: 'Calendar' };
