import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import type { Day } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { IsDay, NumberText, Optional } from '../platform/http/input.js';
import { LedgerPage } from './ledger.view.js';
import { PreviewQueries } from './preview.queries.js';
import { LedgerPageDto, ReminderRunDto } from './reminders.dto.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';
import { renderPage } from '../web/render.js';
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
    private readonly queries: RemindersQueries,
    private readonly previews: PreviewQueries,
  ) {}

  @Get()
  @Html()
  async ledger(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() query: LedgerPageDto,
  ): Promise<string> {
    const { limit, cursor, ...filter } = query;
    const [shared, page] = await Promise.all([
      this.maker.shared(request, scope.viewer),
      this.queries.list(scope.viewer, filter, limit, cursor),
    ]);
    return renderPage(LedgerPage({ ...shared, ...page, filter }));
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
