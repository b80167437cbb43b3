import {
  boolean,
  choice,
  each,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../platform/http/schema.js';
import {
  choicesOfRows,
  faultKinds,
  outcomes,
  sheetFields,
  sheetStatuses,
  type SheetDetail,
  type SheetRow,
} from './sheet.types.js';

export const sheetTakenSchema = named<{ id: number }>(
  'SheetTaken',
  'A spreadsheet that is being read, or applied',
  object({ id: integer }),
);

const rowSchema = named<SheetRow>(
  'SheetRow',
  'A row, what it would become, and what is wrong with it',
  object({
    row: integer,
    code: string,
    title: nullable(text),
    outcome: choice(outcomes),
    changes: list(object({ field: choice(sheetFields), from: string, to: string })),
    faults: list(object({ cell: string, kind: choice(faultKinds), message: text })),
    applied: boolean,
  }),
);

export const sheetSchema = named<SheetDetail>(
  'Sheet',
  'A submitted spreadsheet: how far it has got, and its rows',
  object({
    id: integer,
    status: choice(sheetStatuses),
    file: string,
    sha256: string,
    at: instant,
    progress: integer,
    total: integer,
    only: nullable(choice(choicesOfRows)),
    appliedAt: nullable(instant),
    fault: nullable(text),
    downloadedRows: nullable(integer),
    counts: each(outcomes, integer),
    applied: integer,
    faultsByKind: each(faultKinds, integer),
    rows: list(rowSchema),
    nextRow: nullable(integer),
  }),
);
