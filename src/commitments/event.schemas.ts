import {
  anything,
  boolean,
  choice,
  day,
  instant,
  integer,
  list,
  map,
  named,
  nullable,
  object,
  string,
  text,
} from '../platform/http/schema.js';
import { eventKinds, type EventItem, type EventPage } from './commitment.types.js';

const eventSchema = named<EventItem>(
  'Event',
  'Something that happened to a commitment',
  object({
    id: integer,
    kind: choice(eventKinds),
    at: instant,
    day,
    party: nullable(string),
    by: nullable(text),
    standIn: nullable(text),
    data: map(anything),
    illustrative: boolean,
  }),
);

export const eventPageSchema = named<EventPage>(
  'EventList',
  'What happened, newest first',
  object({ items: list(eventSchema), nextCursor: nullable(string) }),
);
