import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { CommitmentReminders } from './commitment/commitment-reminders.queries.js';
import { ChasesAsked } from './chases/chase-asked.js';
import { ChasePageMaker } from './chases/chase-page-maker.js';
import { ChasesController } from './chases/chases.controller.js';
import { ChasesPages } from './chases/chases.pages.js';
import { ChasesSection } from './chases/chases.section.js';
import { ChasesService } from './chases/chases.service.js';
import { UnreportedExports } from './chases/unreported.exports.js';
import { LedgerExports } from './pages/ledger.exports.js';
import { LedgerRows } from './pages/ledger-rows.queries.js';
import { UnreportedPages } from './chases/unreported.pages.js';
import { UnreportedQueries } from './chases/unreported.queries.js';
import { MailLinkPages } from './mail-link/mail-link.pages.js';
import { MailLinkService } from './mail-link/mail-link.service.js';
import { RemindersController } from './ledger/reminders.controller.js';
import { RemindersModule } from './reminders.module.js';
import { ReminderPreviewController } from './pages/reminder-preview.controller.js';
import { PreviewRange } from './pages/preview-range.queries.js';
import { RemindersPageData } from './pages/reminders-page-data.js';
import { RemindersPageMaker } from './pages/reminders-page-maker.js';
import { ReminderRunPages, RemindersPages, ResendPages } from './pages/reminders.pages.js';
import { RulesEffects } from './rules/effects.js';
import { RulesController } from './rules/rules.controller.js';
import { RulesPageMaker } from './rules/rules-page-maker.js';
import { RulesPages } from './rules/rules.pages.js';
import { RulesQueries } from './rules/rules.queries.js';
import { RulesService } from './rules/rules.service.js';
import { RemindersSection } from './commitment/reminders.section.js';

/** Whom people chase by hand, and who has not reported. */
const chasing = [ChasesSection, ChasesService, ChasesAsked, ChasePageMaker, UnreportedQueries];
const rules = [RulesQueries, RulesService, RulesEffects, RulesPageMaker];

/** What people see of the reminders: ledger, preview, and a section of each commitment's page. */
@Module({
  imports: [RemindersModule, CalendarModule, CommitmentsModule],
  controllers: [
    RulesController,
    RulesPages,
    ReminderPreviewController,
    RemindersController,
    ReminderRunPages,
    ResendPages,
    RemindersPages,
    ChasesController,
    ChasesPages,
    UnreportedPages,
    UnreportedExports,
    LedgerExports,
    MailLinkPages,
  ],
  providers: [
    MailLinkService,
    PreviewRange,
    LedgerRows,
    CommitmentReminders,
    RemindersSection,
    RemindersPageData,
    RemindersPageMaker,
    ...chasing,
    ...rules,
  ],
  exports: [ChasesService],
})
export class ReminderPagesModule {}
