import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../../identity/token-reach.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { RowId } from '../../platform/http/input.js';
import { Answers } from '../../platform/http/answers.js';
import { ledgerPageSchema, runSchema } from './reminder.schemas.js';
import type { LedgerRow, LedgerRowPage, ReminderItem } from './reminder.types.js';
import { LedgerPageDto, ReminderRunDto } from './reminders.dto.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';
import { Resending } from './resending.js';
import type { RunCounts } from './runs.js';

@ApiTags('reminders')
@Controller('api/v1')
export class RemindersController {
  constructor(
    private readonly queries: RemindersQueries,
    private readonly reminders: RemindersService,
    private readonly resending: Resending,
  ) {}

  @Get('reminders')
  @AllowSignedIn()
  @InAgreement()
  @ApiOperation({ summary: 'List reminders' })
  @Answers(200, ledgerPageSchema)
  async list(@Scope() scope: RequestScope, @Query() query: LedgerPageDto): Promise<LedgerRowPage> {
    const { limit, cursor, ...filter } = query;
    const page = await this.queries.list(scope.viewer, filter, limit, cursor);
    return { ...page, items: page.items.map(ledgerJson) };
  }

  /** Runs a day now. Running it again says nothing again: then all figures are 0. */
  @Post('reminder-runs')
  @Allow('admin')
  @ApiOperation({ summary: 'Run a day’s reminders' })
  @Answers(201, runSchema)
  run(@Scope() scope: RequestScope, @Body() { date }: ReminderRunDto): Promise<RunCounts> {
    return this.reminders.runDay(date, { actor: scope.actor });
  }

  /** Once more what of a mail that failed no later mail has told. */
  @Post('digests/:id/resend')
  @Allow('admin')
  @ApiOperation({ summary: 'Send a failed email again' })
  @Answers(201, runSchema)
  resend(@Scope() scope: RequestScope, @Param('id', RowId) id: number): Promise<RunCounts> {
    return this.resending.resend(id, scope.by);
  }
}

function ledgerJson(item: ReminderItem): LedgerRow {
  const { recipient, commitment, agreement, rule, canResend: _can, forRole: _role, ...row } = item;
  return {
    ...row,
    recipient: recipient.email,
    recipientName: recipient.name,
    recipientParty: recipient.party,
    commitment: commitment?.id ?? null,
    commitmentCode: commitment?.code ?? null,
    agreement: agreement.slug,
    rule: rule.code,
    ruleName: rule.name,
  };
}
