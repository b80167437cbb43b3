import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { bodyTable, sectorTable } from '../dashboard/figure-tables.js';
import { AnswersTable, oneOf } from '../exports/answers.js';
import {
  tableFormats,
  type ExportFacts,
  type ExportTable,
  type TableFormat,
} from '../exports/export.types.js';
import { Exports } from '../exports/exports.service.js';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { InAgreement } from '../identity/token-reach.js';
import { dayOf } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { FrozenQueries, type FrozenBesideNow } from './frozen.queries.js';
import { commitmentTable, figureTable } from './frozen-files.js';
import { frozenTables, type FrozenTable } from './frozen-tables.js';

type Make = (found: FrozenBesideNow, facts: ExportFacts, language: Language) => ExportTable;

const tables: Record<FrozenTable, Make> = {
  figures: figureTable,
  sectors: ({ frozen }, facts, language) => sectorTable(frozen.figures, facts, language),
  // Of one side's own figures, its bodies alone: as on the page.
  bodies: ({ frozen: { figures, party } }, facts, language) => {
    const byBody = figures.byBody.filter((body) => party === null || body.party === party);
    return bodyTable({ ...figures, byBody }, figures.bySide, facts, language);
  },
  commitments: commitmentTable,
};

/** What is frozen under a code as files, each of which carries the code. */
@ApiTags('periods')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1/frozen')
export class FrozenExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: FrozenQueries,
  ) {}

  @Get(':code/:table.:format')
  @ApiOperation({ summary: 'Download what is frozen under a code' })
  @ApiParam({ name: 'table', enum: [...frozenTables] })
  @AnswersTable()
  async one(
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Param('table', oneOf(frozenTables)) name: FrozenTable,
    @Param('format', oneOf(tableFormats)) format: TableFormat,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { viewer, language } = scope;
    const found = await this.queries.read(viewer, code);
    const { agreement, period, closedAt } = found.frozen;
    const facts = {
      title: words(language).exports.tables[name],
      asOf: period.to,
      knownAt: dayOf(new Date(closedAt)),
      code,
      agreement,
    };
    await this.files.table(reply, scope, format, tables[name](found, facts, language));
  }
}
