import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { hasFaults, soundDays } from '../../platform/http/forms.js';
import {
  DaysAsTyped,
  IsDay,
  NumberText,
  Optional,
  PlainText,
  RowId,
  TypedDay,
} from '../../platform/http/input.js';
import { PreviewQueries } from './preview.queries.js';
import { CURSOR } from './ledger-mails.queries.js';
import { ledgerKinds, type LedgerKind } from './ledger-kinds.js';
import type { LedgerFilterValues } from './reminders-page.types.js';
import { LedgerPageDto } from '../ledger/reminders.dto.js';
import { Resending } from '../ledger/resending.js';
import { RemindersService } from '../ledger/reminders.service.js';
import { Html } from '../../shell/html.js';
import { faultsInWords } from '../../web/faults.js';
import { RemindersPageMaker } from './reminders-page-maker.js';

@DaysAsTyped('day')
class PreviewDto {
  day?: Day;
}

@DaysAsTyped('from', 'to')
class LedgerPageForm extends LedgerPageDto implements LedgerFilterValues {
  @Optional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) party?: string;
  @Optional() @PlainText(20) code?: string;
  @Optional() @IsIn(ledgerKinds) kind?: LedgerKind;
  @Optional()
  @IsString()
  @Matches(CURSOR, { message: 'must be the cursor of a page' })
  declare cursor?: string;
}

class RunForm {
  @TypedDay() date: Day;
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
    @Query() query: LedgerPageForm,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { sound, faults } = soundDays(query, 'from', 'to');
    if (hasFaults(faults)) void reply.status(400);
    return this.maker.ledger(request, scope.viewer, sound, {
      typed: query,
      faults: faultsInWords(faults, scope.language),
    });
  }

  @Get('xem-truoc')
  @Html()
  async preview(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() query: PreviewDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { sound, faults } = soundDays(query, 'day');
    const { day: fault } = faultsInWords(faults, scope.language);
    if (fault) void reply.status(400);
    const day = sound.day ?? (await this.maker.nextWorkingDay());
    const wrongDay = fault ? { typed: query.day!, fault } : undefined;
    return this.maker.preview(request, scope.viewer, day, { wrongDay });
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
    @Body() { date }: RunForm,
  ): Promise<string> {
    const ran = await this.reminders.runDay(date, { actor: scope.actor });
    return this.maker.preview(request, scope.viewer, date, { ran: { day: date, ...ran } });
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
    return this.maker.ledger(request, scope.viewer, { limit: 50, status: 'failed' }, { resent });
  }
}
