import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { BodiesQueries } from './bodies/bodies.queries.js';
import { BodiesService } from './bodies/bodies.service.js';
import { BodyConsequences } from './bodies/consequences.js';
import { CalendarAdministration } from './calendar/calendar-administration.js';
import { UsersQueries } from './users/users.queries.js';
import { UsersService } from './users/users.service.js';

const bodies = [BodiesQueries, BodiesService, BodyConsequences];
const users = [UsersQueries, UsersService];

/** What an administrator keeps: bodies, the working calendar, accounts. */
@Module({
  imports: [AccountsModule, CalendarModule],
  providers: [...bodies, ...users, CalendarAdministration],
  exports: [...bodies, ...users, CalendarAdministration],
})
export class AdministrationModule {}
