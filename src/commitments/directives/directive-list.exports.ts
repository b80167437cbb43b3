import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnswersTable, oneOf } from '../../exports/answers.js';
import { tableFormats, type ExportColumn, type TableFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { byPages, exportTable, ROWS_AT_ONCE } from '../../exports/pages.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { capital } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { AgreementContents } from '../agreements/agreement-contents.queries.js';
import { DirectivesFilterDto } from './directive.dto.js';
import type { ListedDirective } from './directive.types.js';
import { DirectivesQueries } from './directives.queries.js';

/** What leaders of the reader's side have directed, as a file; to auditors, of every side. Nobody else's. */
@ApiTags('directives')
@Allow('liaison', 'coordinator', 'leader', 'auditor')
@Controller('api/v1/agreements/:slug')
export class DirectiveListExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: DirectivesQueries,
    private readonly contents: AgreementContents,
    private readonly clock: Clock,
  ) {}

  @Get('directives.:format')
  @ApiOperation({ summary: 'Download directives of one’s own side' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() filter: DirectivesFilterDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const { list: t } = words(language).commitment.directives;
    const today = this.clock.today();
    const { parties } = await this.contents.one(agreement);
    const filters = [...(filter.state ? [t.states[filter.state]] : []), ...(filter.by ? [t.mine] : [])];
    const facts = { title: t.title, asOf: today, knownAt: today, filters, agreement };
    const pages = byPages((cursor) => this.queries.in(scope, { ...filter, limit: ROWS_AT_ONCE, cursor }));
    await this.files.table(reply, scope, format, exportTable(facts, columnsOf(parties, language), pages));
  }
}

function columnsOf(
  parties: readonly { code: string; name: BilingualText }[],
  language: Language,
): ExportColumn<ListedDirective>[] {
  const { columns, commitment, exports: t } = words(language);
  const { directives } = commitment;
  const heads = t.columns;
  const nameOf = (code: string) => parties.find((party) => party.code === code)?.name[language] ?? code;
  return [
    { head: columns.code, kind: 'text', width: 8, value: (item) => item.commitment.code },
    { head: columns.commitment, kind: 'text', width: 36, value: (item) => item.commitment.title[language] },
    { head: heads.side, kind: 'text', width: 12, value: ({ part }) => nameOf(part) },
    { head: heads.kind, kind: 'text', width: 22, value: ({ kind }) => directives.kinds[kind] },
    { head: heads.text, kind: 'text', width: 44, value: ({ text }) => text },
    { head: heads.by, kind: 'text', width: 20, value: ({ by }) => by[language] },
    { head: heads.at, kind: 'instant', value: ({ at }) => at },
    {
      head: heads.to,
      kind: 'text',
      width: 26,
      value: ({ body, party }) => (body ? body.name[language] : capital(directives.office(nameOf(party)))),
    },
    { head: heads.answerBy, kind: 'day', value: ({ answerBy }) => answerBy },
    { head: heads.daysLate, kind: 'number', value: ({ daysLate }) => daysLate },
    { head: heads.state, kind: 'text', width: 14, value: ({ state }) => directives.list.states[state] },
    { head: heads.answer, kind: 'text', width: 44, value: ({ outcome }) => outcome && outcome.text },
    { head: heads.answeredAt, kind: 'instant', value: ({ outcome }) => outcome && outcome.at },
  ];
}
