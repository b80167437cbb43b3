import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { UpkeepModule } from '../commitments/upkeep.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { Chores } from './chores.js';
import { JobWorker } from './worker.js';

/** The one worker, with every job and schedule of the program. */
@Module({
  imports: [AccountsModule, RemindersModule, UpkeepModule],
  providers: [JobWorker, Chores],
  exports: [JobWorker],
})
export class JobsModule {}
