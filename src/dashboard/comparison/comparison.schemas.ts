import { bodySchema, countsSchema, dueSchema } from '../../commitments/commitment.schemas.js';
import { countGroups } from '../../commitments/commitment.types.js';
import {
  choice,
  day,
  either,
  instant,
  integer,
  list,
  named,
  nullable,
  number,
  object,
  rate,
  string,
  text,
  type Schema,
} from '../../platform/http/schema.js';
import {
  changeKinds,
  directions,
  standingKinds,
  type Change,
  type ChangeValue,
  type Comparison,
  type DayFigures,
} from './comparison.types.js';

const figuresSchema = named<DayFigures>(
  'DayFigures',
  'The figures of one of two days compared',
  object({
    asOf: day,
    knownAt: day,
    total: integer,
    counts: countsSchema,
    completionRate: nullable(rate),
    differing: integer,
    bySide: list(object({ party: string, marker: string, name: text, counts: countsSchema })),
  }),
);

const valueSchema: Schema<ChangeValue> = either(choice(countGroups), number, dueSchema, bodySchema);

const changeSchema = named<Change>(
  'Change',
  'Something about a commitment that is not the same on two days',
  object({
    commitment: object({ id: integer, code: string, name: text }),
    what: choice(changeKinds),
    direction: choice(directions),
    party: nullable(string),
    from: nullable(valueSchema),
    to: nullable(valueSchema),
    by: nullable(text),
    at: nullable(instant),
  }),
);

const group = choice(countGroups);

export const comparisonSchema = named<Comparison>(
  'Comparison',
  'Two days compared: the figures of both, and what changed',
  object({
    figures: object({ from: figuresSchema, to: figuresSchema }),
    moves: list(
      object({
        what: choice(standingKinds),
        direction: choice(directions),
        from: nullable(group),
        to: group,
        count: integer,
      }),
    ),
    changed: integer,
    sameStanding: integer,
    changes: list(changeSchema),
    nextCursor: nullable(string),
  }),
);
