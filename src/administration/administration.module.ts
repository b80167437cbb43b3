import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { AdminStartPages } from './admin-start.pages.js';
import { BodiesPages } from './bodies/bodies.pages.js';
import { BodyPageMaker } from './bodies/body-page-maker.js';
import { CalendarPages } from './calendar/calendar.pages.js';
import { MailSettingsPages } from './mail/mail-settings.pages.js';
import { MailSettingsService } from './mail/mail-settings.service.js';
import { TestMail } from './mail/test-mail.js';
import { HandOverPages } from './users/hand-over.pages.js';
import { HandOverService } from './users/hand-over.service.js';
import { UserActions } from './users/user-actions.js';
import { UserActionsPages } from './users/user-actions.pages.js';
import { UserPageMaker } from './users/user-page-maker.js';
import { UsersPages } from './users/users.pages.js';
import { BodiesQueries } from './bodies/bodies.queries.js';
import { BodiesService } from './bodies/bodies.service.js';
import { BodyConsequences } from './bodies/consequences.js';
import { CalendarAdministration } from './calendar/calendar-administration.js';
import { UsersQueries } from './users/users.queries.js';
import { UsersService } from './users/users.service.js';

const bodies = [BodiesQueries, BodiesService, BodyConsequences, BodyPageMaker];
const users = [UsersQueries, UsersService, UserPageMaker, UserActions, HandOverService];

/** What an administrator keeps: bodies, the working calendar, accounts. */
@Module({
  imports: [AccountsModule, CalendarModule, RemindersModule],
  controllers: [
    AdminStartPages,
    BodiesPages,
    CalendarPages,
    UsersPages,
    UserActionsPages,
    HandOverPages,
    MailSettingsPages,
  ],
  providers: [...bodies, ...users, CalendarAdministration, MailSettingsService, TestMail],
})
export class AdministrationModule {}
