import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../platform/text.js';

const CalendarYearSchema = defineEntity({
  name: 'CalendarYear',
  tableName: 'calendar_year',
  properties: {
    year: p.integer().primary(),
    source: p.text(),
    documentNumber: p.text().nullable(),
    documentDate: p.date().nullable(),
  },
});

/** A year whose holidays have been entered; without the document that decides it, they are only expected. */
export class CalendarYear extends CalendarYearSchema.class {}
CalendarYearSchema.setClass(CalendarYear);

const CalendarExceptionSchema = defineEntity({
  name: 'CalendarException',
  tableName: 'calendar_exception',
  properties: {
    day: p.date().primary(),
    year: p.integer(),
    working: p.boolean(),
    name: p.json().$type<BilingualText>(),
  },
});

/** A holiday on a weekday, or a make-up working day on a weekend. */
export class CalendarException extends CalendarExceptionSchema.class {}
CalendarExceptionSchema.setClass(CalendarException);
