import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { formatDay } from '../../calendar/deadline.js';
import { AnswersTable, oneOf } from '../../exports/answers.js';
import { tableFormats, type ExportColumn, type TableFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { byPages, exportTable, ROWS_AT_ONCE } from '../../exports/pages.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { changeHead, changeValue } from './change-words.js';
import { ComparisonDaysDto } from './comparison.dto.js';
import { ComparisonQueries } from './comparison.queries.js';
import type { Change, Comparison } from './comparison.types.js';

/** What changed between two days, as a file: a row for each change, in the order of the page. */
@ApiTags('dashboard')
@AllowSignedIn()
@Controller('api/v1/agreements/:slug')
export class ComparisonExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: ComparisonQueries,
  ) {}

  @Get('comparison.:format')
  @ApiOperation({ summary: 'Download what changed between two days' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() days: ComparisonDaysDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const t = words(language).comparison;
    const read = async (cursor?: string) => {
      const { changes, ...page } = await this.queries.read(agreement, {
        ...days,
        limit: ROWS_AT_ONCE,
        cursor,
      });
      return { ...page, items: changes };
    };
    const { figures } = await read();
    const { from, to } = figures;
    const facts = {
      title: t.title,
      asOf: to.asOf,
      knownAt: to.knownAt,
      filters: [`${formatDay(from.asOf)} → ${formatDay(to.asOf)}`, t.knownBy[days.known ?? 'now']],
      agreement,
    };
    await this.files.table(
      reply,
      scope,
      format,
      exportTable(facts, columnsOf(figures, language), byPages(read)),
    );
  }
}

function columnsOf({ from, to }: Comparison['figures'], language: Language): ExportColumn<Change>[] {
  const { columns, comparison, exports: t } = words(language);
  const heads = t.columns;
  const sideOf = (code: string | null) =>
    to.bySide.find(({ party }) => party === code)?.name[language] ?? null;
  return [
    { head: columns.code, kind: 'text', width: 8, value: ({ commitment }) => commitment.code },
    {
      head: columns.commitment,
      kind: 'text',
      width: 44,
      value: ({ commitment }) => commitment.name[language],
    },
    { head: heads.side, kind: 'text', width: 14, value: ({ party }) => sideOf(party) },
    {
      head: heads.what,
      kind: 'text',
      width: 34,
      value: (change) => changeHead(change, to.bySide.length, language),
    },
    {
      head: `${heads.from} (${formatDay(from.asOf)})`,
      kind: 'text',
      width: 26,
      value: (change) => changeValue(change.from, language),
    },
    {
      head: `${heads.until} (${formatDay(to.asOf)})`,
      kind: 'text',
      width: 26,
      value: (change) => changeValue(change.to, language),
    },
    {
      head: heads.direction,
      kind: 'text',
      width: 18,
      value: ({ direction }) => comparison.directions[direction],
    },
    { head: heads.by, kind: 'text', width: 26, value: ({ by }) => by && by[language] },
    { head: heads.at, kind: 'instant', value: ({ at }) => at },
  ];
}
