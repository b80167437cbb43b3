import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { PeriodsModule } from '../periods/periods.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { DemoAsked } from './asked.js';
import { DemoClosings } from './closings.js';
import { DemoClockController } from './demo-clock.controller.js';
import { DemoDays } from './demo-days.js';
import { DemoHistory } from './history.js';
import { DemoUseCases } from './use-cases.js';

@Module({
  imports: [CommitmentsModule, RemindersModule, PeriodsModule],
  controllers: [DemoClockController],
  providers: [DemoHistory, DemoClosings, DemoUseCases, DemoAsked, DemoDays],
})
export class DemoModule {}
