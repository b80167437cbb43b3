import type { Provider } from '@nestjs/common';
import type { AccountSection } from './account-section.js';
import { DetailsSection } from './details.section.js';
import { SessionsSection } from '../access/sessions.section.js';
import { NotificationsSection } from '../notifications/notifications.section.js';
import { TokensSection } from '../access/tokens.section.js';
import { CalendarAddressesSection } from '../calendar-addresses/calendar-addresses.section.js';
import { PasswordSection } from '../password/password.section.js';
import { SecondFactorSection } from '../second-factor/second-factor.section.js';

/** The sections of /tai-khoan, in their order. */
const sections = [
  DetailsSection,
  NotificationsSection,
  PasswordSection,
  SecondFactorSection,
  CalendarAddressesSection,
  SessionsSection,
  TokensSection,
];

export class AccountSections {
  constructor(readonly all: AccountSection[]) {}
}

export const accountSections: Provider[] = [
  ...sections,
  {
    provide: AccountSections,
    useFactory: (...all: AccountSection[]) => new AccountSections(all),
    inject: sections,
  },
];
