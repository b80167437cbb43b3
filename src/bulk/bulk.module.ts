import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { ReminderPagesModule } from '../reminders/reminder-pages.module.js';
import { AskingReports } from './asking-reports.js';
import { BulkController } from './bulk.controller.js';
import { BulkService } from './bulk.service.js';
import { BulkPageMaker } from './page/bulk-page-maker.js';
import { BulkPages } from './page/bulk.pages.js';

/** One thing done with many commitments at once. */
@Module({
  imports: [CommitmentsModule, ReminderPagesModule],
  controllers: [BulkController, BulkPages],
  providers: [BulkService, AskingReports, BulkPageMaker],
})
export class BulkModule {}
