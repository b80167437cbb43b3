import { commitmentSchema, countsSchema } from '../commitments/commitment.schemas.js';
import {
  choice,
  day,
  each,
  integer,
  list,
  named,
  nullable,
  object,
  rate,
  string,
  text,
} from '../platform/http/schema.js';
import { indicatorChoices } from '../commitments/indicators/standing.js';
import { holderRoles } from '../commitments/turn/turn.types.js';
import { completionFiguresSchema } from './completion-figures.schemas.js';
import type { Dashboard } from './dashboard.types.js';

const rates = {
  owed: integer,
  gave: integer,
  late: integer,
  updateRate: nullable(rate),
  completionRate: nullable(rate),
};
export const dueWithinSchema = list(object({ days: integer, until: day, count: integer }));
const namedCode = { code: string, name: text };

const sideSchema = object({
  party: string,
  marker: string,
  name: text,
  counts: countsSchema,
  ...rates,
});

const listed = { ...commitmentSchema.properties, since: nullable(day) };
const lists = {
  differing: list(object({ ...listed, days: nullable(integer) })),
  longestOverdue: list(object(listed)),
  nextDeadlines: list(object({ ...listed, daysLeft: integer, nextReminderOn: nullable(day) })),
};

const points = list(object({ day, count: integer }));

export const dashboardSchema = named<Dashboard>(
  'Dashboard',
  'The figures of an agreement at the end of a day',
  object({
    asOf: day,
    knownAt: day,
    revision: integer,
    total: integer,
    counts: countsSchema,
    ...rates,
    bySector: list(object({ ...namedCode, total: integer, counts: countsSchema })),
    bySide: list(sideSchema),
    byBody: list(object({ ...namedCode, party: string, total: integer, counts: countsSchema, ...rates })),
    byHolder: list(
      object({ party: string, role: choice(holderRoles), count: integer, past: integer, longest: integer }),
    ),
    indicators: list(object({ ...namedCode, counts: each(indicatorChoices, integer) })),
    completions: completionFiguresSchema,
    period: object({ code: string, from: day, to: day, dueOn: day }),
    dated: integer,
    undated: integer,
    ...lists,
    dueSoon: object({ days: integer, count: integer, nearest: nullable(day), until: day }),
    dueWithin: dueWithinSchema,
    chasedOften: integer,
    reached: object({ due: integer, completed: integer, onTime: integer }),
    before: object({ day, completed: integer, overdue: integer }),
    trend: object({ planned: points, completed: points, from: day, to: day }),
  }),
);
