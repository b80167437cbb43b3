import { Module } from '@nestjs/common';
import { ClosingService } from './closing.service.js';
import { FrozenController } from './frozen.controller.js';
import { FrozenQueries } from './frozen.queries.js';
import { PeriodsController } from './periods.controller.js';
import { PeriodsQueries } from './periods.queries.js';
import { PeriodStates } from './states.queries.js';

@Module({
  controllers: [PeriodsController, FrozenController],
  providers: [ClosingService, PeriodsQueries, FrozenQueries, PeriodStates],
  exports: [ClosingService],
})
export class PeriodsModule {}
