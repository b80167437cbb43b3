import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessQueries } from './access/access.queries.js';
import { AccessService } from './access/access.service.js';
import { AccountHousekeeping } from './access/housekeeping.js';
import { AccountJobs } from './account-jobs.js';
import { LastUse } from './access/last-use.js';
import { TokensController } from './access/tokens.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Callers } from './callers.js';
import { CalendarAddressesController } from './calendar-addresses/calendar-addresses.controller.js';
import { CalendarAddressesQueries } from './calendar-addresses/calendar-addresses.queries.js';
import { CalendarAddressesService } from './calendar-addresses/calendar-addresses.service.js';
import { AccountLinks } from './links/account-links.js';
import { InvitationsService } from './links/invitations.service.js';
import { LinkSecrets } from './links/link-secrets.js';
import { ResetRequests } from './links/reset-requests.js';
import { AccountMailNotifier } from './mail/account-mail.notifier.js';
import { AccountMailSender } from './mail/account-mail.sender.js';
import { AccountMails } from './mail/account-mails.js';
import { NewTokens } from './access/new-tokens.service.js';
import { NotificationSettingsController } from './notifications/notification-settings.controller.js';
import { NotificationSettingsQueries } from './notifications/notification-settings.queries.js';
import { NotificationSettingsService } from './notifications/notification-settings.service.js';
import { AbsencesQueries } from './stand-ins/absences.queries.js';
import { ActingService } from './stand-ins/acting.service.js';
import { OwnAccountService } from './own/own-account.service.js';
import { PasswordsService } from './password/passwords.service.js';
import { Reauthentication } from './password/reauthentication.js';
import { CodeVerifier } from './second-factor/code-verifier.js';
import { SecondFactorEncryption } from './second-factor/second-factor-encryption.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SignInPolicy } from './second-factor/sign-in-policy.js';
import { PendingSignIns } from './sign-in/pending-sign-ins.js';
import { KnownBrowsers } from './sign-in/known-browsers.js';
import { SignInLimit } from './sign-in/sign-in-limit.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SsoAccounts } from './sso/sso-accounts.js';
import { SsoAttempts } from './sso/sso-attempts.js';
import { SsoLinking } from './sso/sso-linking.js';
import { SsoLinks } from './sso/sso-links.js';
import { SsoProvider } from './sso/sso-provider.js';
import { SsoQueries } from './sso/sso.queries.js';
import { SsoService } from './sso/sso.service.js';
import { SessionsController } from './sessions.controller.js';
import { SentForms } from './sent-forms.js';
import { SessionsService } from './sessions.service.js';
import { Tokens } from './tokens.js';

const access = [
  Callers,
  SentForms,
  AccessService,
  NewTokens,
  AccessQueries,
  LastUse,
  AccountHousekeeping,
  AccountJobs,
];
const links = [LinkSecrets, AccountLinks, ResetRequests, InvitationsService];
const mails = [AccountMailNotifier, AccountMails, AccountMailSender];
const factors = [SecondFactorEncryption, CodeVerifier, PendingSignIns, SignInLimit, KnownBrowsers];
const singleSignOn = [SsoAttempts, SsoProvider, SsoAccounts, SsoLinks, SsoService, SsoQueries];
const reached = [
  SessionsService,
  Tokens,
  PasswordsService,
  Reauthentication,
  AccountLinks,
  InvitationsService,
  AccountMailSender,
  OwnAccountService,
  NotificationSettingsService,
  NotificationSettingsQueries,
  ActingService,
  AbsencesQueries,
  SecondFactorService,
  SignInPolicy,
  CodeVerifier,
  PendingSignIns,
  SignInService,
  SsoService,
  SsoLinking,
  SsoQueries,
  KnownBrowsers,
  CalendarAddressesService,
  CalendarAddressesQueries,
  ...access,
];

@Module({
  controllers: [
    SessionsController,
    TokensController,
    NotificationSettingsController,
    CalendarAddressesController,
  ],
  providers: [
    ...new Set([...reached, ...links, ...mails, ...factors, ...singleSignOn]),
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: reached,
})
export class AccountsModule {}
