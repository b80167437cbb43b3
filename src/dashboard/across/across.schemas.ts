import { countsSchema } from '../../commitments/commitment.schemas.js';
import {
  day,
  integer,
  list,
  named,
  nullable,
  object,
  rate,
  string,
  text,
} from '../../platform/http/schema.js';
import { dueWithinSchema } from '../dashboard.schemas.js';
import type { Across } from './across.types.js';

const standing = {
  total: integer,
  counts: countsSchema,
  owed: integer,
  gave: integer,
  late: integer,
  updateRate: nullable(rate),
  completionRate: nullable(rate),
  differing: integer,
  dueWithin: dueWithinSchema,
  longestOverdue: nullable(integer),
  longestWait: nullable(integer),
};

export const acrossSchema = named<Across>(
  'Overview',
  'The figures of every agreement that the caller can see, and of all together, at the end of a day',
  object({
    asOf: day,
    knownAt: day,
    ...standing,
    items: list(
      object({ slug: string, number: string, kind: string, title: text, period: string, ...standing }),
    ),
  }),
);
