import {
  anything,
  boolean,
  choice,
  integer,
  list,
  map,
  named,
  object,
  string,
} from '../platform/http/schema.js';
import { keptReasons, type ImportAnswer } from './import.report.js';

const changeSchema = object({ code: string, what: string, path: list(string), from: anything, to: anything });

const keptSchema = object({
  code: string,
  what: string,
  why: choice(keptReasons),
  present: anything,
  said: anything,
});

export const importSchema = named<ImportAnswer>(
  'Import',
  'What the import did or would do',
  object({
    agreement: string,
    slug: string,
    dryRun: boolean,
    difference: string,
    created: integer,
    updated: integer,
    unchanged: integer,
    changes: list(changeSchema),
    kept: list(keptSchema),
    written: map(integer),
  }),
);
