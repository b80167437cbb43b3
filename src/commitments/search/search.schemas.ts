import {
  boolean,
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import type { FoundAcross } from './across.types.js';
import { foundKinds, type Found } from './found.types.js';

export const foundSchema = named<Found>(
  'Found',
  'Where a search found a commitment best: in itself, or in what was said of it',
  object({
    in: choice(foundKinds),
    party: nullable(string),
    by: nullable(text),
    at: nullable(instant),
    excerpt: list(object({ text: string, marked: boolean })),
  }),
);

export const foundAcrossSchema = named<FoundAcross>(
  'FoundAcross',
  'What a search finds in every agreement that the caller may read, the best first',
  object({
    items: list(
      object({
        id: integer,
        code: string,
        title: text,
        agreement: object({ slug: string, number: string }),
        found: foundSchema,
      }),
    ),
    total: integer,
    totalIsAtLeast: boolean,
  }),
);
