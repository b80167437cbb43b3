import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { UpkeepModule } from '../commitments/upkeep.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { SheetWorkModule } from '../sheets/sheet-work.module.js';
import { QueueBoard } from './board/queue-board.js';
import { QueueBoardPages } from './board/queue-board.pages.js';
import { Chores } from './chores.js';
import { JobWorker } from './worker.js';

/** The one worker, with every job and schedule of the program. */
@Module({
  imports: [AccountsModule, RemindersModule, SheetWorkModule, UpkeepModule],
  controllers: [QueueBoardPages],
  providers: [JobWorker, Chores, QueueBoard],
  exports: [JobWorker],
})
export class JobsModule {}
