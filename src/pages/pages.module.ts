import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { DashboardModule } from '../dashboard/dashboard.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { AssetsController } from '../web/assets.controller.js';
import { CommitmentListPages } from './commitment-list.pages.js';
import { CommitmentPageMaker } from './commitment-page-maker.js';
import { CommitmentPages } from './commitment.pages.js';
import { LanguageController } from './language.controller.js';
import { NoticePages, OverviewPages } from './overview.pages.js';
import { PageContext } from './page-context.js';
import { SignInPages } from './sign-in.pages.js';

@Module({
  imports: [AccountsModule, AgreementsModule, CommitmentsModule, DashboardModule, RemindersModule],
  controllers: [
    AssetsController,
    LanguageController,
    SignInPages,
    OverviewPages,
    NoticePages,
    CommitmentListPages,
    CommitmentPages,
  ],
  providers: [PageContext, CommitmentPageMaker],
  exports: [PageContext],
})
export class PagesModule {}
