import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DaysDto } from '../../commitments/read/days.dto.js';
import { AnswersTable, oneOf } from '../../exports/answers.js';
import { tableFormats, type ExportColumn, type TableFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { exportTable, inOne } from '../../exports/pages.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { AHEAD_DAYS } from '../ahead.js';
import { reportColumns, standingColumns } from '../standing-columns.js';
import { AcrossQueries } from './across.queries.js';
import type { AgreementStanding } from './across.types.js';

/** How all agreements of the reader stand, as a file: a row each. */
@ApiTags('dashboard')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1')
export class AcrossExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: AcrossQueries,
  ) {}

  @Get('overview.:format')
  @ApiOperation({ summary: 'Download the figures of all agreements' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() days: DaysDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { language, viewer } = scope;
    const { asOf, knownAt, items } = await this.queries.read(viewer, days);
    const facts = { title: words(language).across.title, asOf, knownAt };
    await this.files.table(reply, scope, format, exportTable(facts, columnsOf(language), inOne(items)));
  }
}

function columnsOf(language: Language): ExportColumn<AgreementStanding>[] {
  const t = words(language);
  const { columns } = t.across;
  return [
    {
      head: columns.agreement,
      kind: 'text',
      width: 24,
      value: ({ kind, number }) => t.documentNumber(kind, number),
    },
    {
      head: t.exports.columns.agreementTitle,
      kind: 'text',
      width: 44,
      value: ({ title }) => title[language],
    },
    ...standingColumns<AgreementStanding>(language),
    { head: columns.differing, kind: 'number', width: 12, value: ({ differing }) => differing },
    ...AHEAD_DAYS.map((days): ExportColumn<AgreementStanding> => ({
      head: columns.ahead(days),
      kind: 'number',
      width: 12,
      value: ({ dueWithin }) => dueWithin.find((one) => one.days === days)?.count ?? null,
    })),
    ...reportColumns<AgreementStanding>(language),
    {
      head: columns.longestOverdue,
      kind: 'number',
      width: 14,
      value: ({ longestOverdue }) => longestOverdue,
    },
    { head: columns.wait, kind: 'number', width: 14, value: ({ longestWait }) => longestWait },
  ];
}
