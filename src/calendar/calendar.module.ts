import { Module } from '@nestjs/common';
import { WorkingCalendarService } from './working-calendar.service.js';

@Module({ providers: [WorkingCalendarService], exports: [WorkingCalendarService] })
export class CalendarModule {}
