import type { INestApplicationContext } from '@nestjs/common';
import { RemindersService } from '../reminders/ledger/reminders.service.js';
import { JobWorker } from './worker.js';

/** Starts the part of the program that works by itself: the schedules, their jobs, what a downtime left undone. */
export async function startWork(app: INestApplicationContext): Promise<void> {
  await app.get(JobWorker, { strict: false }).start();
  await app.get(RemindersService, { strict: false }).catchUp();
}
