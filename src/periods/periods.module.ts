import { Module } from '@nestjs/common';
import { ClosingService } from './closing.service.js';
import { FrozenController } from './frozen.controller.js';
import { FrozenQueries } from './frozen.queries.js';
import { FrozenExports } from './frozen.exports.js';
import { FrozenPages } from './frozen.pages.js';
import { PeriodPageMaker } from './period-page-maker.js';
import { PeriodsController } from './periods.controller.js';
import { PeriodsPages } from './periods.pages.js';
import { PeriodsQueries } from './periods.queries.js';
import { PeriodStates } from './states.queries.js';

@Module({
  controllers: [PeriodsController, FrozenController, FrozenExports, PeriodsPages, FrozenPages],
  providers: [ClosingService, PeriodPageMaker, PeriodsQueries, FrozenQueries, PeriodStates],
  exports: [ClosingService],
})
export class PeriodsModule {}
