import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { BodiesQueries } from './bodies/bodies.queries.js';
import { BodiesService } from './bodies/bodies.service.js';
import { BodyConsequences } from './bodies/consequences.js';
import { CalendarAdministration } from './calendar/calendar-administration.js';

const bodies = [BodiesQueries, BodiesService, BodyConsequences];

/** What an administrator keeps: bodies, the working calendar, accounts. */
@Module({
  imports: [CalendarModule],
  providers: [...bodies, CalendarAdministration],
  exports: [...bodies, CalendarAdministration],
})
export class AdministrationModule {}
