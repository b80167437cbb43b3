import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AdministrationModule } from '../administration/administration.module.js';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { AuditModule } from '../audit-log/audit.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { DashboardModule } from '../dashboard/dashboard.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { AssetsController } from '../shell/assets.controller.js';
import { AccountPages } from '../accounts/own/account.pages.js';
import { accountSections } from '../accounts/own/account-sections.js';
import { Reauthentication } from '../accounts/password/reauthentication.js';
import { SecondFactorPageMaker } from '../accounts/second-factor/second-factor-page-maker.js';
import { OwnAccountPageMaker } from '../accounts/own/own-account-page-maker.js';
import { AuditPages } from '../audit-log/audit.pages.js';
import { FormContext } from '../shell/form-context.js';
import { AdminStartPages } from '../administration/admin-start.pages.js';
import { BodiesPages } from '../administration/bodies/bodies.pages.js';
import { BodyPageMaker } from '../administration/bodies/body-page-maker.js';
import { CalendarPages } from '../administration/calendar/calendar.pages.js';
import { AgreementImportPages } from '../exchange/agreement-import.pages.js';
import { AgreementsAdminPages, AgreementsPages } from '../my-work/agreements.pages.js';
import { CommitmentListPages } from '../commitments/list/commitment-list.pages.js';
import { CommitmentPageData } from '../commitments/page/commitment-page-data.js';
import { CommitmentPageMaker } from '../commitments/page/commitment-page-maker.js';
import { CommitmentPages } from '../commitments/page/commitment.pages.js';
import { EvidencePages } from '../commitments/evidence/evidence.pages.js';
import { ExtensionPages } from '../commitments/extensions/extension.pages.js';
import { PageCache } from '../shell/page-cache.js';
import { NewTokenPageMaker } from '../accounts/access/new-token-page-maker.js';
import { OwnAccessPages } from '../accounts/access/own-access.pages.js';
import { LanguageController } from '../shell/language.controller.js';
import { MyWorkPages } from '../my-work/my-work.pages.js';
import { NotePages } from '../commitments/notes/note.pages.js';
import { NoticePages, OverviewPages } from '../dashboard/overview.pages.js';
import { PageContext } from '../shell/page-frame.js';
import { ForgotPasswordPages, SetPasswordPages } from '../accounts/password/password.pages.js';
import { RemindersPageData } from '../reminders/reminders-page-data.js';
import { RemindersPageMaker } from '../reminders/reminders-page-maker.js';
import { ReminderRunPages, RemindersPages } from '../reminders/reminders.pages.js';
import { SecondFactorChangePages, SecondFactorPages } from '../accounts/second-factor/second-factor.pages.js';
import { ResetFactorPages, SignInAdminPages } from '../accounts/second-factor/sign-in-admin.pages.js';
import { CodeStepPages, SignInPages, SignOutPages } from '../accounts/sign-in/sign-in.pages.js';
import { SignInCookies } from '../accounts/sign-in/sign-in-cookies.js';
import { SsoPages } from '../accounts/sso/sso.pages.js';
import { UpdatePageMaker } from '../commitments/updates/update-page-maker.js';
import { UpdatePages } from '../commitments/updates/update.pages.js';
import { UserActions } from '../administration/users/user-actions.js';
import { UserActionsPages } from '../administration/users/user-actions.pages.js';
import { UserPageMaker } from '../administration/users/user-page-maker.js';
import { UsersPages } from '../administration/users/users.pages.js';

const pages = [
  SetPasswordPages,
  ForgotPasswordPages,
  AccountPages,
  SecondFactorPages,
  SecondFactorChangePages,
  SignInAdminPages,
  ResetFactorPages,
  CodeStepPages,
  SignOutPages,
  SsoPages,
  AgreementsPages,
  AgreementImportPages,
  AgreementsAdminPages,
  OwnAccessPages,
  SignInPages,
  MyWorkPages,
  ReminderRunPages,
  RemindersPages,
  OverviewPages,
  NoticePages,
  CommitmentListPages,
  UpdatePages,
  ExtensionPages,
  NotePages,
  EvidencePages,
  CommitmentPages,
  AuditPages,
  AdminStartPages,
  BodiesPages,
  CalendarPages,
  UsersPages,
  UserActionsPages,
];

/** The pages: this room gathers from all the others what a view needs. */
@Module({
  imports: [
    AccountsModule,
    AdministrationModule,
    AgreementsModule,
    AuditModule,
    CalendarModule,
    CommitmentsModule,
    DashboardModule,
    RemindersModule,
  ],
  controllers: [AssetsController, LanguageController, ...pages],
  providers: [
    ...accountSections,
    OwnAccountPageMaker,
    Reauthentication,
    SecondFactorPageMaker,
    PageContext,
    SignInCookies,
    PageCache,
    CommitmentPageData,
    FormContext,
    BodyPageMaker,
    UserPageMaker,
    UserActions,
    NewTokenPageMaker,
    CommitmentPageMaker,
    UpdatePageMaker,
    RemindersPageMaker,
    RemindersPageData,
  ],
  exports: [PageContext],
})
export class PagesModule {}
