import {
  boolean,
  choice,
  each,
  instant,
  integer,
  list,
  map,
  named,
  nullable,
  object,
  string,
  day,
  text,
  withOptional,
  type Schema,
} from '../platform/http/schema.js';
import { statuses } from '../commitments/commitment.types.js';
import {
  asItStandsKinds,
  howFound,
  ownFields,
  type Found,
  type FoundSheet,
  type Mapping,
} from './intake/own.types.js';
import {
  choicesOfRows,
  faultKinds,
  outcomes,
  sheetFields,
  sheetForms,
  sheetStatuses,
  type RowChange,
  type RowFault,
  type SheetDetail,
  type SheetRow,
} from './sheet.types.js';

export const sheetTakenSchema = named<{ id: number }>(
  'SheetTaken',
  'A spreadsheet that is being read, or applied',
  object({ id: integer }),
);

/** Some of the fields of an office's own sheet. */
const byField = <T>(value: Schema<T>) => withOptional(object({}), each(ownFields, value).properties);

const changeSchema = object<RowChange>({
  field: choice([...sheetFields, ...ownFields]),
  from: string,
  to: string,
});
const faultSchema = withOptional<Omit<RowFault, 'noted'>, { noted: boolean }>(
  object({ cell: string, kind: choice(faultKinds), message: text }),
  { noted: boolean },
);

const rowSchema = named<SheetRow>(
  'SheetRow',
  'A row, what it would become, and what is wrong with it',
  object({
    row: integer,
    code: string,
    title: nullable(text),
    outcome: choice(outcomes),
    changes: list(changeSchema),
    faults: list(faultSchema),
    applied: boolean,
    says: byField(string),
  }),
);

const mappingSchema = named<Mapping>(
  'SheetMapping',
  'How an office’s own sheet is understood',
  object({
    sheet: string,
    head: integer,
    columns: byField(string),
    bodies: map<string | null>(nullable(string)),
    statuses: map<Mapping['statuses'][string]>(nullable(choice(statuses))),
    sector: nullable(string),
    asItStands: list(choice(asItStandsKinds)),
    reviewOn: nullable(day),
  }),
);

const foundSchema = named<Found>(
  'SheetFound',
  'What is in the file of an office’s own sheet',
  object({
    sheets: list(
      object<FoundSheet>({
        name: string,
        rows: integer,
        lines: list(list(string)),
        further: list(string),
        head: nullable(integer),
      }),
    ),
    how: byField(choice(howFound)),
    repeated: list(string),
  }),
);

export const sheetSchema = named<SheetDetail>(
  'Sheet',
  'A submitted spreadsheet: how far it has got, and its rows',
  object({
    id: integer,
    status: choice(sheetStatuses),
    form: choice(sheetForms),
    party: string,
    file: string,
    sha256: string,
    at: instant,
    progress: integer,
    total: integer,
    only: nullable(choice(choicesOfRows)),
    appliedAt: nullable(instant),
    fault: nullable(text),
    downloadedRows: nullable(integer),
    mapping: nullable(mappingSchema),
    counts: each(outcomes, integer),
    applied: integer,
    faultsByKind: each(faultKinds, integer),
    rows: list(rowSchema),
    nextRow: nullable(integer),
    found: nullable(foundSchema),
  }),
);
