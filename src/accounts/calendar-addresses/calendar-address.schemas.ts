import {
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
} from '../../platform/http/schema.js';
import {
  calendarScopes,
  type CalendarAddressItem,
  type NewCalendarAddress,
} from './calendar-address.types.js';

const calendarAddressSchema = named<CalendarAddressItem>(
  'CalendarAddress',
  'An address at which a calendar reads the caller’s deadlines, without its secret part',
  object({
    id: integer,
    name: string,
    scope: choice(calendarScopes),
    agreement: nullable(string),
    createdAt: instant,
    lastUsedAt: nullable(instant),
  }),
);

export const calendarAddressesSchema = named<{ items: CalendarAddressItem[] }>(
  'CalendarAddressList',
  'The caller’s calendar addresses',
  object({ items: list(calendarAddressSchema) }),
);

export const newCalendarAddressSchema = named<NewCalendarAddress>(
  'NewCalendarAddress',
  'The new address, shown only once',
  object({ ...calendarAddressSchema.properties, url: string }),
);
