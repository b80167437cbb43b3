import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import type { Day } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { IsDay, NumberText, Optional, RowId } from '../platform/http/input.js';
import { PreviewQueries } from './preview.queries.js';
import { LedgerPageDto, ReminderRunDto } from './reminders.dto.js';
import { Resending } from './resending.js';
import { RemindersService } from './reminders.service.js';
import { Html } from '../shell/html.js';
import { RemindersPageMaker } from './reminders-page-maker.js';

class PreviewDto {
  @Optional() @IsDay() day?: Day;
}

class MailDto {
  @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) recipient: number;
  @IsDay() day: Day;
}

/** The ledger, what a day will say, and for administrators a run by hand. */
@ApiExcludeController()
@AllowSignedIn()
@Controller('don-doc')
export class RemindersPages {
  constructor(
    private readonly maker: RemindersPageMaker,
    private readonly previews: PreviewQueries,
  ) {}

  @Get()
  @Html()
  async ledger(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() query: LedgerPageDto,
  ): Promise<string> {
    return this.maker.ledger(request, scope.viewer, query);
  }

  @Get('xem-truoc')
  @Html()
  async preview(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { day }: PreviewDto,
  ): Promise<string> {
    return this.maker.preview(request, scope.viewer, day ?? (await this.maker.nextWorkingDay()));
  }

  /** The mail as it would be sent. It brings its own styles, and nothing in it may run. */
  @Get('thu')
  async mail(
    @Scope() scope: RequestScope,
    @Query() { recipient, day }: MailDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const mail = await this.previews.mail(scope.viewer, recipient, day);
    if (!mail) throw new NotFound();
    const policy =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
      })
      .send(mail.html);
  }
}

/** A run by hand: the answer says what it did. */
@ApiExcludeController()
@Allow('admin')
@Controller('don-doc/chay')
export class ReminderRunPages {
  constructor(
    private readonly maker: RemindersPageMaker,
    private readonly reminders: RemindersService,
  ) {}

  @Post()
  @Html()
  async run(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() { date }: ReminderRunDto,
  ): Promise<string> {
    const ran = await this.reminders.runDay(date, { actor: scope.actor });
    return this.maker.preview(request, scope.viewer, date, { day: date, ...ran });
  }
}

/** A mail that failed, sent once more: the failures again, with what became of it. */
@ApiExcludeController()
@Allow('admin')
@Controller('don-doc/thu/:id/gui-lai')
export class ResendPages {
  constructor(
    private readonly maker: RemindersPageMaker,
    private readonly resending: Resending,
  ) {}

  @Post()
  @Html()
  async resend(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
  ): Promise<string> {
    const resent = await this.resending.resend(id, scope.by);
    return this.maker.ledger(request, scope.viewer, { limit: 50, status: 'failed' }, resent);
  }
}
