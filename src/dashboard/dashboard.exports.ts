import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DaysDto } from '../commitments/read/days.dto.js';
import { AnswersTableOrPicture, oneOf } from '../exports/answers.js';
import {
  exportFormats,
  type ExportFacts,
  type ExportFormat,
  type ExportTable,
} from '../exports/export.types.js';
import { Exports } from '../exports/exports.service.js';
import type { Picture } from '../exports/picture.types.js';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { NotFound } from '../platform/errors.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { sectorPicture } from './charts/sector-picture.js';
import { sidesPicture } from './charts/sides-picture.js';
import { trendPicture } from './charts/trend-picture.js';
import { dashboardTables, type DashboardTable } from './dashboard-tables.js';
import { DashboardQueries } from './dashboard.queries.js';
import type { Dashboard } from './dashboard.types.js';
import { bodyTable, sectorTable, sideTable, trendTable } from './figure-tables.js';

interface Had {
  table: (dashboard: Dashboard, facts: ExportFacts, language: Language) => ExportTable;
  picture: ((dashboard: Dashboard, facts: ExportFacts, language: Language) => Picture) | null;
}

const had: Record<DashboardTable, Had> = {
  trend: { table: trendTable, picture: trendPicture },
  sectors: { table: sectorTable, picture: sectorPicture },
  sides: { table: sideTable, picture: sidesPicture },
  bodies: {
    table: (dashboard, facts, language) => bodyTable(dashboard, dashboard.bySide, facts, language),
    picture: null,
  },
};

/** The figures and charts of the overview as files. */
@ApiTags('dashboard')
@AllowSignedIn()
@Controller('api/v1/agreements/:slug/dashboard')
export class DashboardExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: DashboardQueries,
  ) {}

  @Get(':table.:format')
  @ApiOperation({ summary: 'Download figures or a chart of the dashboard' })
  @ApiParam({ name: 'table', enum: [...dashboardTables] })
  @AnswersTableOrPicture()
  async one(
    @Scope() scope: RequestScope,
    @Param('table', oneOf(dashboardTables)) name: DashboardTable,
    @Param('format', oneOf(exportFormats)) format: ExportFormat,
    @Query() days: DaysDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const { table, picture } = had[name];
    const dashboard = await this.queries.read(agreement, days);
    const { asOf, knownAt } = dashboard;
    const facts = { title: words(language).exports.tables[name], asOf, knownAt, agreement };
    if (format === 'csv' || format === 'xlsx')
      return this.files.table(reply, scope, format, table(dashboard, facts, language));
    if (!picture) throw new NotFound();
    return this.files.picture(reply, scope, format, picture(dashboard, facts, language));
  }
}
