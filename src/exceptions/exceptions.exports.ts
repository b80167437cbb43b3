import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AgreementContents } from '../commitments/agreements/agreement-contents.queries.js';
import { nameColumns, sectorOf } from '../commitments/list/commitment-columns.js';
import { AnswersTable, oneOf } from '../exports/answers.js';
import { tableFormats, type ExportColumn, type TableFormat } from '../exports/export.types.js';
import { Exports } from '../exports/exports.service.js';
import { byPages, exportTable, ROWS_AT_ONCE } from '../exports/pages.js';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { ExceptionsFilterDto } from './exceptions.dto.js';
import { ExceptionQueries } from './exceptions.queries.js';
import type { ExceptionItem } from './exceptions.types.js';
import { levelWords } from './held-by.view.js';
import { whoIs } from './who-holds.view.js';

/** What is overdue or stuck, as a file: in the order of the page, for the same reader. */
@ApiTags('exceptions')
@AllowSignedIn()
@Controller('api/v1/agreements/:slug')
export class ExceptionsExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: ExceptionQueries,
    private readonly contents: AgreementContents,
  ) {}

  @Get('exceptions.:format')
  @ApiOperation({ summary: 'Download what is overdue or stuck' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() filter: ExceptionsFilterDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const t = words(language).exceptions;
    const read = (cursor?: string) => this.queries.read(scope, { ...filter, limit: ROWS_AT_ONCE, cursor });
    const [{ asOf, knownAt }, { parties }] = await Promise.all([read(), this.contents.one(agreement)]);
    const { holder, only } = filter;
    const filters = [holder && whoIs(holder, parties, language), only && t.onlyKinds[only]];
    const said = filters.filter((one) => one !== undefined);
    const facts = { title: t.title, asOf, knownAt, filters: said, agreement };
    await this.files.table(reply, scope, format, exportTable(facts, columnsOf(language), byPages(read)));
  }
}

function columnsOf(language: Language): ExportColumn<ExceptionItem>[] {
  const t = words(language);
  const heads = t.exports.columns;
  return [
    ...nameColumns<ExceptionItem>(language),
    { head: heads.sector, kind: 'text', width: 20, value: ({ sector }) => sectorOf(sector, language) },
    { head: heads.due, kind: 'text', width: 14, value: ({ due }) => due.label[language] },
    { head: heads.lastDay, kind: 'day', value: ({ due }) => due.date },
    { head: heads.daysOver, kind: 'number', value: ({ daysLate }) => daysLate },
    { head: heads.holderDays, kind: 'number', value: ({ daysWaiting }) => daysWaiting },
    {
      head: t.exceptions.columns.holders,
      kind: 'text',
      width: 44,
      value: ({ holders }) =>
        holders
          .map(({ name, why, workingDays }) => `${name[language]}: ${why[language]} (${workingDays})`)
          .join('\n'),
    },
    {
      head: heads.product,
      kind: 'text',
      width: 44,
      value: ({ missingProducts }) =>
        missingProducts
          .map(({ partyName, product }) => `${partyName[language]}: ${productText(product, language)}`)
          .join('\n') || t.exceptions.allDeclared,
    },
    { head: heads.level, kind: 'text', width: 24, value: (item) => levelWords(item, language) },
  ];
}

function productText(
  product: ExceptionItem['missingProducts'][number]['product'],
  language: Language,
): string {
  const t = words(language);
  if (!product) return t.exceptions.noProduct;
  return `${t.commitment.product.kinds[product.kind]}: ${product.text[language]}`;
}
