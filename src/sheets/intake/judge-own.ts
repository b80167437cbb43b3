import type { Deadline } from '../../calendar/deadline.js';
import { MOST_REASON } from '../../commitments/statement.js';
import type { Part } from '../../commitments/together/parts.js';
import type { By } from '../../identity/actor.js';
import { fold } from '../../platform/text.js';
import { judge, type Judged } from '../preview/judge-row.js';
import { valuesOfPart } from '../preview/part-values.js';
import type { JudgedRow } from '../applying/rows.sql.js';
import {
  sheetFields,
  type FaultKind,
  type ReadRow,
  type RowChange,
  type RowFault,
  type SheetField,
  type SheetValues,
} from '../sheet.types.js';
import { cellOf, factsOf, type OwnFacts } from './own-facts.js';
import type { OwnContext } from './own-context.js';
import { faultText } from './own-faults.js';
import { isOwnField, type OwnLine } from './own.types.js';

/** A commitment that a row adds. */
export interface Addition {
  row: number;
  /** As the sheet numbers it; null: it gets the next number of its sector. */
  code: string | null;
  title: string;
  sector: string;
  lead: string;
  cooperating: string[];
  product: OwnFacts['product'];
  due: Deadline;
}

export interface OwnJudged extends JudgedRow {
  isKnown: boolean;
  /** Of a new one. */
  addition?: Addition;
}

/** The first row of each commitment or text, so that another one about the same is told. */
export type Seen = Map<string, number>;

/** Which commitment a row is about: by its code, or else by its text. Several where that cannot be told. */
export function commitmentsOf({ cells }: OwnLine, { byCode, byTitle }: OwnContext): number[] {
  const id = byCode.get(cells.code?.text ?? '');
  return id === undefined ? (byTitle.get(fold(cells.title?.text ?? '')) ?? []) : [id];
}

interface Against {
  context: OwnContext;
  /** The actor's parts by commitment. */
  parts: ReadonlyMap<number, Part>;
  by: By;
  seen: Seen;
}

/**
 * What a row of an office's own sheet would become. About a commitment that is there it is a report of the own side; else it adds one, where
 * the sheet is an administrator's. A fault in a cell of which nothing is taken is noted, and keeps nothing back.
 */
export function judgeOwn(line: OwnLine, against: Against): OwnJudged {
  const { context, seen, parts } = against;
  const facts = factsOf(line, context);
  const ids = commitmentsOf(line, context);
  const key = ids.length === 1 ? `#${ids[0]}` : fold(facts.title);
  const first = seen.get(key);
  if (first !== undefined && first < line.row)
    facts.faults.push(faultAt(line, context, 'duplicate', faultText.repeated(first)));
  else if (key !== '') seen.set(key, line.row);
  if (ids.length > 1) facts.faults.push(faultAt(line, context, 'code', faultText.severalOfTitle));
  const [id] = ids;
  if (ids.length !== 1) return newOne(line, facts, context);
  if (context.adds) return standing(line, facts, context, id!);
  return report(line, facts, against, parts.get(id!));
}

/** Of what a row about a commitment that is there need not say, only what it does say is looked at. */
function withoutWhatIsThere(faults: readonly RowFault[], { mapping: { columns } }: OwnContext): RowFault[] {
  return faults.filter(
    ({ kind }) =>
      kind !== 'no_sector' &&
      (kind !== 'owner_no_body' || columns.leadBody) &&
      (kind !== 'no_date' || columns.due),
  );
}

/** An administrator's row about what is there: an administrator reports for nobody. */
function standing(line: OwnLine, { faults }: OwnFacts, context: OwnContext, id: number): OwnJudged {
  const isRepeated = faults.some(({ kind }) => kind === 'duplicate');
  const judged: Judged = {
    outcome: isRepeated ? 'faulty' : 'same',
    changes: [],
    faults: withoutWhatIsThere(faults, context).map((fault) => ({
      ...fault,
      noted: fault.kind !== 'duplicate',
    })),
  };
  return { read: readRowOf(line, context, { id }), judged, isKnown: true };
}

function newOne(line: OwnLine, facts: OwnFacts, context: OwnContext): OwnJudged {
  const { mapping } = context;
  const isTaken = ({ kind }: RowFault) =>
    (kind === 'no_date' && mapping.asItStands.includes('no_date') && mapping.reviewOn !== null) ||
    (kind === 'done_without_evidence' && mapping.asItStands.includes('done_without_evidence'));
  const code = codeIn(line);
  if (code && facts.sector && code.split('.')[0] !== facts.sector)
    facts.faults.push(faultAt(line, context, 'code', faultText.otherSector(code)));
  const faults = facts.faults.map((fault) => (isTaken(fault) ? { ...fault, noted: true } : fault));
  const read = readRowOf(line, context, { id: null });
  const made = (judged: Judged, addition?: Addition) => ({ read, judged, isKnown: false, addition });
  if (faults.some(({ noted }) => !noted)) return made({ outcome: 'faulty', changes: [], faults });
  if (!context.adds) {
    const refused = faultAt(line, context, 'refused', faultText.onlyAdministrators);
    return made({ outcome: 'refused', changes: [], faults: [...faults, refused] });
  }
  const addition = additionOf(line, facts, context, code);
  return made({ outcome: 'new', changes: changesOf(addition), faults }, addition);
}

/** A number as commitments have it; that of an office's own list is none. */
function codeIn({ cells }: OwnLine): string | null {
  const text = cells.code?.text ?? '';
  return /^[1-9]\d{0,2}\.\d{2,3}$/.test(text) ? text : null;
}

function additionOf(
  line: OwnLine,
  facts: OwnFacts,
  { mapping, file }: OwnContext,
  code: string | null,
): Addition {
  const { title, sector, lead, cooperating, product } = facts;
  const undated = { reason: `${source(file, line.row)}: không ghi thời hạn`, reviewOn: mapping.reviewOn! };
  const due: Deadline = facts.due ?? { precision: 'ongoing', value: null, undated };
  const others = cooperating.map((body) => body.code).filter((body) => body !== lead!.code);
  return { row: line.row, code, title, sector: sector!, lead: lead!.code, cooperating: others, product, due };
}

const source = (file: string, row: number) => `Theo bảng tính “${file}”, dòng ${row}`;

function changesOf({ code, title, sector, lead, cooperating, product, due }: Addition): RowChange[] {
  const to: [RowChange['field'], string][] = [
    ['code', code ?? ''],
    ['title', title],
    ['sector', sector],
    ['leadBody', lead],
    ['cooperatingBodies', cooperating.join('; ')],
    ['product', product?.text.vi ?? ''],
    ['due', due.undated ? 'undated' : (due.value ?? 'ongoing')],
  ];
  return to.filter(([, value]) => value !== '').map(([field, value]) => ({ field, from: '', to: value }));
}

/** Faults in these cells keep a report back; the others are of cells that a report does not change. */
const ofReports: ReadonlySet<FaultKind> = new Set([
  'unknown_status',
  'percent',
  'day',
  'text',
  'formula',
  'duplicate',
  'done_without_evidence',
]);

function report(line: OwnLine, facts: OwnFacts, { context, by }: Against, part: Part | undefined): OwnJudged {
  const now = part && valuesOfPart(part);
  const values = part && now ? stated(line, facts, context, part, now) : undefined;
  const id = part?.loaded.commitment.id ?? null;
  const read = readRowOf(line, context, { id, version: part?.loaded.commitment.version, values });
  const isProven =
    values === undefined ||
    values.status !== 'completed' ||
    values.noEvidenceReason !== '' ||
    part!.ground.evidence.length > 0;
  const faults = withoutWhatIsThere(facts.faults, context).map((fault): RowFault => {
    const keepsBack = ofReports.has(fault.kind) && !(fault.kind === 'done_without_evidence' && isProven);
    return keepsBack ? fault : { ...fault, noted: true };
  });
  if (faults.some(({ noted }) => !noted))
    return { read, isKnown: part !== undefined, judged: { outcome: 'faulty', changes: [], faults } };
  const judged = judge(read, { part, by });
  const more = judged.faults.map((fault) => ({ ...fault, kind: ownKind[fault.kind] ?? fault.kind }));
  return { read, isKnown: part !== undefined, judged: { ...judged, faults: [...faults, ...more] } };
}

const ownKind: Partial<Record<FaultKind, FaultKind>> = {
  evidence: 'done_without_evidence',
  status: 'unknown_status',
};

/** What stands, and over it what the row says: an empty cell says nothing. */
function stated(
  line: OwnLine,
  facts: OwnFacts,
  context: OwnContext,
  part: Part,
  now: SheetValues,
): SheetValues {
  const status = facts.status ?? now.status;
  const isNewStatus = status !== now.status;
  const values: SheetValues = {
    ...now,
    ...facts.texts,
    results: facts.texts.results ?? (now.results || resultsOf(line, facts, context)),
    status,
    percent:
      facts.percent ||
      (isNewStatus && (status === 'completed' || status === 'not_started') ? '' : now.percent),
    doneOn: facts.doneOn || (status === 'completed' ? now.doneOn : ''),
  };
  if (status !== 'completed') return { ...values, noEvidenceReason: '' };
  if (!isNewStatus || part.ground.evidence.length > 0) return values;
  return { ...values, noEvidenceReason: reasonOf(line, facts, context) };
}

/** A report needs results: where the sheet has none, its own words of the row are quoted, and where they come from. */
function resultsOf({ row, cells }: OwnLine, { status }: OwnFacts, { file }: OwnContext): string {
  if (status === null || status === 'not_started') return '';
  return `${source(file, row)}: ${cells.status!.text}`.slice(0, MOST_REASON);
}

/** A document that the sheet names is none of the tracker's evidence yet: the reason says which one it is. */
function reasonOf({ row }: OwnLine, { evidence }: OwnFacts, { file, mapping }: OwnContext): string {
  if (evidence !== '') return `${source(file, row)}: văn bản số ${evidence}`.slice(0, MOST_REASON);
  return mapping.asItStands.includes('done_without_evidence')
    ? `${source(file, row)}: bảng không ghi văn bản minh chứng`
    : '';
}

function faultAt(
  line: OwnLine,
  context: OwnContext,
  kind: FaultKind,
  message: RowFault['message'],
): RowFault {
  return { cell: cellOf(line, 'title', context), kind, message };
}

/** The row as sheets keep theirs, so that it is applied as one of them. */
function readRowOf(
  line: OwnLine,
  context: OwnContext,
  {
    id,
    version = null,
    values = nothing,
  }: { id: number | null; version?: number | null; values?: SheetValues },
): ReadRow {
  const letter = (field: SheetField | 'id') => {
    const own = field === 'noEvidenceReason' ? 'evidenceNumber' : field === 'id' ? 'title' : field;
    return cellOf(line, isOwnField(own) ? own : 'title', context).replace(/\d+$/, '');
  };
  const columns = Object.fromEntries([...sheetFields, 'id' as const].map((field) => [field, letter(field)]));
  return {
    row: line.row,
    code: line.cells.code?.text.slice(0, 80) ?? '',
    id,
    version,
    isUntouched: false,
    values,
    faults: [],
    columns: columns as ReadRow['columns'],
    line,
  };
}

const nothing = Object.fromEntries(sheetFields.map((field) => [field, ''])) as SheetValues;
