import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { CommitmentReminders } from './commitment/commitment-reminders.queries.js';
import { RemindersController } from './ledger/reminders.controller.js';
import { RemindersModule } from './reminders.module.js';
import { RemindersPageData } from './pages/reminders-page-data.js';
import { RemindersPageMaker } from './pages/reminders-page-maker.js';
import { ReminderRunPages, RemindersPages, ResendPages } from './pages/reminders.pages.js';
import { RemindersSection } from './commitment/reminders.section.js';

/** What people see of the reminders: ledger, preview, and a section of each commitment's page. */
@Module({
  imports: [RemindersModule, CalendarModule, CommitmentsModule],
  controllers: [RemindersController, ReminderRunPages, ResendPages, RemindersPages],
  providers: [CommitmentReminders, RemindersSection, RemindersPageData, RemindersPageMaker],
})
export class ReminderPagesModule {}
