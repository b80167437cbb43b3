import type { Part } from '../../commitments/together/parts.js';
import { mustReport, statePart, type Stated } from '../../commitments/together/state-part.js';
import type { Status } from '../../commitments/commitment.types.js';
import type { By } from '../../identity/actor.js';
import { NotAllowed, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import {
  sheetFields,
  type FaultKind,
  type Outcome,
  type ReadRow,
  type RowChange,
  type RowFault,
  type SheetField,
  type SheetValues,
} from '../sheet.types.js';
import { statementOf, valuesOfPart } from './part-values.js';

/** What a row would become. */
export interface Judged {
  outcome: Outcome;
  changes: RowChange[];
  faults: RowFault[];
  /** Of a change: the part as it would stand, to be written. */
  stated?: Stated;
}

interface Against {
  /** The actor's part of the commitment that the row is about; undefined where there is none. */
  part: Part | undefined;
  by: By;
  /** Told with the event of the report. */
  from?: Record<string, unknown>;
}

/**
 * Looks at a row: what nobody edited, or what stands already, is the same, however old it is; then who may, what can be read, whether it is
 * still what was downloaded, and last the rules of reports. The part given is changed by it.
 */
export function judge(row: ReadRow, { part, by, from }: Against): Judged {
  if (row.id === null || row.version === null) return fault(row, 'row', row.id === null ? noId : noVersion);
  if (!part) return fault(row, 'unknown', noSuchCommitment);
  const { commitment } = part.loaded;
  if (row.code !== '' && row.code !== commitment.code) return fault(row, 'code', otherCode(commitment.code));
  const now = valuesOfPart(part);
  const changes = row.isUntouched ? [] : changesBetween(now, row.values);
  if (changes.length === 0 && row.faults.length === 0) return { outcome: 'same', changes, faults: [] };
  return refused(row, part, by, changes) ?? asRead(row, changes) ?? stale(row, part, changes) ?? ruled();

  function ruled(): Judged {
    const statement = statementOf(row.values);
    if (!statement) return { ...fault(row, 'percent', noPercent, 'percent'), changes };
    try {
      return { outcome: 'change', changes, faults: [], stated: statePart(part!, by, statement, from) };
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return { ...broken(row, error), changes };
    }
  }
}

function changesBetween(now: SheetValues, next: SheetValues): RowChange[] {
  return sheetFields
    .filter((field) => now[field] !== next[field])
    .map((field) => ({ field, from: now[field], to: next[field] }));
}

function refused(row: ReadRow, part: Part, by: By, changes: RowChange[]): Judged | null {
  try {
    mustReport(part, by, row.values.status as Status);
    return null;
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    const faults: RowFault[] = [{ cell: cellOf(row, 'id'), kind: 'refused', message: error.text }];
    return { outcome: 'refused', changes, faults };
  }
}

function asRead(row: ReadRow, changes: RowChange[]): Judged | null {
  return row.faults.length > 0 ? { outcome: 'faulty', changes, faults: row.faults } : null;
}

function stale(row: ReadRow, { loaded }: Part, changes: RowChange[]): Judged | null {
  if (row.version === loaded.commitment.version) return null;
  const faults: RowFault[] = [{ cell: cellOf(row, 'id'), kind: 'stale', message: moved }];
  return { outcome: 'stale', changes, faults };
}

/** Beside which cell a rule is told that speaks of a field, and as what kind of fault. */
const kindOfField: Record<string, [FaultKind, SheetField]> = {
  percent: ['percent', 'percent'],
  doneOn: ['day', 'doneOn'],
  results: ['missing', 'results'],
  evidenceIds: ['evidence', 'noEvidenceReason'],
  noEvidenceReason: ['evidence', 'noEvidenceReason'],
};

function broken(row: ReadRow, { field = '', text }: RuleBroken): Judged {
  const [kind, column] = kindOfField[field] ?? (['rule', 'status'] as const);
  return fault(row, kind, text, column);
}

function fault(
  row: ReadRow,
  kind: FaultKind,
  message: BilingualText,
  column: SheetField | 'id' = 'id',
): Judged {
  return { outcome: 'faulty', changes: [], faults: [{ cell: cellOf(row, column), kind, message }] };
}

const cellOf = ({ row, columns }: ReadRow, column: SheetField | 'id') => `${columns[column]}${row}`;

/** A row that is about the same commitment as one above it. */
export function repeated(row: ReadRow, first: number): Judged {
  return fault(row, 'duplicate', {
    vi: `Trùng dòng ${first}: cùng một cam kết. Hãy giữ một dòng.`,
    en: `The same commitment as row ${first}. Keep one of the two.`,
  });
}

const noId = {
  vi: 'Dòng không có số hệ thống. Bảng này chỉ nhận báo cáo về cam kết đã có; cam kết mới do tệp thỏa thuận thêm vào.',
  en: 'The row has no system number. This sheet takes reports on existing commitments only; new ones come with an agreement file.',
};
const noVersion = {
  vi: 'Dòng không có phiên bản. Hãy tải bảng mới về và sao chép nội dung sang.',
  en: 'The row has no version. Download a new sheet and copy the text to it.',
};
const noSuchCommitment = {
  vi: 'Không có cam kết này trong thỏa thuận.',
  en: 'There is no such commitment in this agreement.',
};
const otherCode = (code: string): BilingualText => ({
  vi: `Số hệ thống ở dòng này là của cam kết ${code}. Hãy tải bảng mới về.`,
  en: `The system number in this row is that of commitment ${code}. Download a new sheet.`,
});
const noPercent = { vi: 'Thiếu tỷ lệ, ví dụ 55%.', en: 'The percent is missing, such as 55%.' };
const moved = {
  vi: 'Cam kết này đã có nội dung mới sau khi tải bảng về. Hãy tải bảng mới về, xem nội dung mới rồi sửa lại dòng này.',
  en: 'This commitment has changed since the sheet was downloaded. Download a new sheet, see what is new, and edit the row again.',
};
