import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnswersTable, oneOf } from '../../exports/answers.js';
import { tableFormats, type TableFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { byPieces, exportTable } from '../../exports/pages.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { words } from '../../web/i18n/words.js';
import { AgreementContents } from '../agreements/agreement-contents.queries.js';
import { CommitmentQueries } from '../read/commitment.queries.js';
import { CommitmentFilterDto } from '../read/filter.dto.js';
import { searcherOf } from '../search/searcher.js';
import { filterWords } from './active-filters.js';
import { commitmentColumns } from './commitment-columns.js';

/** The list of commitments as a file, with the filters and the order of the page. */
@ApiTags('commitments')
@AllowSignedIn()
@Controller('api/v1/agreements/:slug')
export class CommitmentListExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: CommitmentQueries,
    private readonly contents: AgreementContents,
  ) {}

  @Get('commitments.:format')
  @ApiOperation({ summary: 'Download the list of commitments' })
  @AnswersTable()
  async list(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Query() asked: CommitmentFilterDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const filter = { ...asked, searcher: searcherOf(scope.viewer) };
    const { asOf, knownAt } = this.queries.readAt(agreement, filter);
    const { parties, sectors, bodies } = await this.contents.one(agreement);
    const facts = {
      title: words(language).list.title,
      asOf,
      knownAt,
      filters: filterWords({ language, filter, sectors, bodies, parties }),
      agreement,
    };
    const columns = commitmentColumns(parties, language);
    const pages = byPieces(
      () => this.queries.idsOf(agreement, filter),
      (ids) => this.queries.itemsOf(this.queries.readAt(agreement, filter), ids),
    );
    await this.files.table(reply, scope, format, exportTable(facts, columns, pages));
  }
}
