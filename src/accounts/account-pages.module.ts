import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts.module.js';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CalendarAddressesPages } from './calendar-addresses/calendar-addresses.pages.js';
import { NewCalendarPageMaker } from './calendar-addresses/new-calendar-page-maker.js';
import { NewTokenPageMaker } from './access/new-token-page-maker.js';
import { NotificationSettingsPages } from './notifications/notification-settings.pages.js';
import { OwnAccessPages } from './access/own-access.pages.js';
import { AccountPages } from './own/account.pages.js';
import { accountSections } from './own/account-sections.js';
import { OwnAccountPageMaker } from './own/own-account-page-maker.js';
import { ForgotPasswordPages, SetPasswordPages } from './password/password.pages.js';
import { SecondFactorPageMaker } from './second-factor/second-factor-page-maker.js';
import { SecondFactorChangePages, SecondFactorPages } from './second-factor/second-factor.pages.js';
import { ResetFactorPages, SignInAdminPages } from './second-factor/sign-in-admin.pages.js';
import { OfficersAwayPages, StandInsPages } from './stand-ins/stand-ins.pages.js';
import { StandInsPageMaker } from './stand-ins/stand-ins-page-maker.js';
import { SignInCookies } from './sign-in/sign-in-cookies.js';
import { FilledForm } from './sign-in/filled-form.js';
import { SignInPageMaker } from './sign-in/sign-in-page-maker.js';
import { CodeStepPages, SignInPages, SignOutPages } from './sign-in/sign-in.pages.js';
import { SsoPageMaker } from './sso/sso-page-maker.js';
import { ssoPages } from './sso/sso.pages.js';

const waysIn = [SignInPages, CodeStepPages, SignOutPages, ...ssoPages, SetPasswordPages, ForgotPasswordPages];
const ownAccount = [
  AccountPages,
  NotificationSettingsPages,
  OfficersAwayPages,
  StandInsPages,
  OwnAccessPages,
  CalendarAddressesPages,
  SecondFactorPages,
  SecondFactorChangePages,
];
const forAdministrators = [SignInAdminPages, ResetFactorPages];
const signIn = [SignInCookies, SignInPageMaker, FilledForm];
const makers = [
  OwnAccountPageMaker,
  StandInsPageMaker,
  SecondFactorPageMaker,
  NewTokenPageMaker,
  NewCalendarPageMaker,
  SsoPageMaker,
  ...signIn,
];

/** The pages of accounts; what works without a browser needs none of them. */
@Module({
  imports: [AccountsModule, AgreementsModule],
  controllers: [...waysIn, ...ownAccount, ...forAdministrators],
  providers: [...makers, ...accountSections],
})
export class AccountPagesModule {}
