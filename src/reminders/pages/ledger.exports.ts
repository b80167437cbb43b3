import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { formatDay } from '../../calendar/deadline.js';
import { AnswersTable, oneOf } from '../../exports/answers.js';
import { tableFormats, type ExportColumn, type TableFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { byPages, exportTable, ROWS_AT_ONCE } from '../../exports/pages.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Clock } from '../../platform/clock.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { reasonLabel } from '../ledger/reasons.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import { LedgerFilterDto } from '../ledger/reminders.dto.js';
import { ledgerKinds, type LedgerKind } from './ledger-kinds.js';
import { LedgerRows } from './ledger-rows.queries.js';

class LedgerFileDto extends LedgerFilterDto {
  @ApiPropertyOptional({ description: 'Code of the recipient’s side' })
  @Optional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/)
  party?: string;

  @ApiPropertyOptional({ description: 'Code of a commitment' })
  @Optional()
  @PlainText(20)
  code?: string;

  @ApiPropertyOptional({ enum: ledgerKinds })
  @Optional()
  @IsIn(ledgerKinds)
  kind?: LedgerKind;
}

/** The ledger of reminders as a file, row by row, as far as the reader may know of it. */
@ApiTags('reminders')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1')
export class LedgerExports {
  constructor(
    private readonly files: Exports,
    private readonly ledger: LedgerRows,
    private readonly clock: Clock,
  ) {}

  @Get('reminders.:format')
  @ApiOperation({ summary: 'Download the reminder ledger' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() filter: LedgerFileDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { language, viewer } = scope;
    const today = this.clock.today();
    const filters = filterWords(filter, language);
    const facts = { title: words(language).reminders.ledger, asOf: today, knownAt: today, filters };
    const pages = byPages((cursor) => this.ledger.list(viewer, filter, ROWS_AT_ONCE, cursor));
    await this.files.table(reply, scope, format, exportTable(facts, columnsOf(language), pages));
  }
}

function filterWords(filter: LedgerFileDto, language: Language): string[] {
  const { filter: t, statuses, kinds } = words(language).reminders;
  const { status, from, to, recipient, party, kind, code, commitment } = filter;
  const said: [string, string | number | undefined][] = [
    [t.status, status && statuses[status]],
    [t.from, from && formatDay(from)],
    [t.to, to && formatDay(to)],
    [t.party, party],
    [t.kind, kind && kinds[kind]],
    [t.code, code],
    [t.recipient, recipient],
    ['id', commitment],
  ];
  return said.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]));
}

function columnsOf(language: Language): ExportColumn<ReminderItem>[] {
  const t = words(language);
  const heads = t.exports.columns;
  return [
    { head: heads.day, kind: 'day', value: ({ day }) => day },
    { head: heads.recipient, kind: 'text', width: 28, value: ({ recipient }) => recipient.name[language] },
    { head: heads.email, kind: 'text', width: 28, value: ({ recipient }) => recipient.email },
    {
      head: heads.agreement,
      kind: 'text',
      width: 18,
      value: ({ agreement }) => t.documentNumber(agreement.kind, agreement.number),
    },
    {
      head: t.columns.code,
      kind: 'text',
      width: 8,
      value: ({ commitment }) => commitment && commitment.code,
    },
    {
      head: t.columns.commitment,
      kind: 'text',
      width: 40,
      value: ({ commitment }) => commitment && commitment.name[language],
    },
    {
      head: heads.subject,
      kind: 'text',
      width: 24,
      value: ({ subject }) => subject && subject.title[language],
    },
    { head: heads.rule, kind: 'text', width: 30, value: ({ rule }) => rule.name[language] },
    { head: heads.result, kind: 'text', width: 14, value: ({ status }) => t.reminders.statuses[status] },
    {
      head: heads.reason,
      kind: 'text',
      width: 30,
      value: ({ reason }) => reason && reasonLabel(reason)[language],
    },
    { head: heads.sentAt, kind: 'instant', value: ({ sentAt }) => sentAt },
    { head: heads.messageId, kind: 'text', width: 30, value: ({ messageId }) => messageId },
  ];
}
