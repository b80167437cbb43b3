import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { periodName } from '../../calendar/reporting-period.js';
import { AnswersTable, oneOf } from '../../exports/answers.js';
import { tableFormats, type ExportColumn, type TableFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { exportTable, inOne } from '../../exports/pages.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { UnreportedDto } from './chase.dto.js';
import { UnreportedQueries } from './unreported.queries.js';
import type { OwedCommitment, UnreportedBody } from './unreported.types.js';

interface Row extends UnreportedBody {
  commitment: OwedCommitment;
}

/** Who has not reported, as a file: a row for each report that is missing. */
@ApiTags('reminders')
@Allow('coordinator', 'leader', 'auditor', 'admin')
@Controller('api/v1/agreements/:slug')
export class UnreportedExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: UnreportedQueries,
    private readonly clock: Clock,
  ) {}

  @Get('unreported.:format')
  @ApiOperation({ summary: 'Download who has not reported' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() { period: code }: UnreportedDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const { period, items } = await this.queries.read(scope, code);
    const today = this.clock.today();
    const rows = items.flatMap((item) =>
      item.commitments.map((commitment): Row => ({ ...item, commitment })),
    );
    const title = words(language).chase.unreported.title(periodName(period.code)[language]);
    const facts = { title, asOf: today, knownAt: today, agreement };
    await this.files.table(reply, scope, format, exportTable(facts, columnsOf(language), inOne(rows)));
  }
}

function columnsOf(language: Language): ExportColumn<Row>[] {
  const t = words(language);
  const heads = t.exports.columns;
  return [
    { head: heads.side, kind: 'text', width: 12, value: ({ partyName }) => partyName[language] },
    { head: heads.body, kind: 'text', width: 34, value: ({ body }) => body.name[language] },
    { head: t.columns.code, kind: 'text', width: 8, value: ({ commitment }) => commitment.code },
    {
      head: t.columns.commitment,
      kind: 'text',
      width: 50,
      value: ({ commitment }) => commitment.title[language],
    },
    { head: heads.lastDay, kind: 'day', value: ({ commitment }) => commitment.dueOn },
    {
      head: heads.overdue,
      kind: 'text',
      width: 9,
      value: ({ commitment }) => (commitment.isOverdue ? t.exports.yes : t.exports.no),
    },
    {
      head: heads.accounts,
      kind: 'text',
      width: 32,
      value: ({ accounts }) => accounts.map(({ email }) => email).join('\n') || t.chase.unreported.noAccount,
    },
    { head: heads.timesChased, kind: 'number', value: ({ timesChased }) => timesChased },
    { head: heads.lastChased, kind: 'day', value: ({ lastChasedOn }) => lastChasedOn },
  ];
}
