import type { CommitmentItem, Status } from '../../commitments/commitment.types.js';
import type { Part } from '../../commitments/together/parts.js';
import { mustReport } from '../../commitments/together/state-part.js';
import type { EditableColumn, EditableRow } from '../../exports/editable.types.js';
import type { CellValue } from '../../exports/export.types.js';
import type { By } from '../../identity/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { statuses } from '../../commitments/commitment.types.js';
import { columnKeys, headOf, isSheetField, markOf, type ColumnKey } from '../columns.js';
import { valuesOfPart } from '../preview/part-values.js';

const widths: Record<ColumnKey, number> = {
  code: 8,
  title: 40,
  due: 14,
  leadBody: 24,
  status: 16,
  percent: 11,
  doneOn: 14,
  results: 42,
  difficulties: 32,
  proposals: 32,
  nextSteps: 32,
  noEvidenceReason: 24,
  remark: 30,
  id: 10,
  version: 9,
  mark: 18,
};
const kinds: Partial<Record<ColumnKey, EditableColumn['kind']>> = {
  percent: 'percent',
  doneOn: 'day',
  id: 'number',
  version: 'number',
};

/** The columns of a sheet in the reader's language. */
export function sheetColumns(language: Language): EditableColumn[] {
  const t = words(language);
  const hints: Partial<Record<ColumnKey, string>> = t.sheets.hints;
  return columnKeys.map((key) => ({
    head: headOf(key, language),
    kind: kinds[key] ?? 'text',
    width: widths[key],
    isOpen: isSheetField(key),
    ...(key === 'status' ? { choices: statuses.map((status) => t.status[status]) } : {}),
    ...(hints[key] ? { hint: hints[key] } : {}),
  }));
}

/** A commitment with the reader's own part, as a row; what is not theirs to report is locked, and says why. */
export function sheetRow(item: CommitmentItem, part: Part, by: By, language: Language): EditableRow {
  const t = words(language);
  const values = valuesOfPart(part);
  const closed = whyClosed(part, by);
  const own = item.sides.find(({ party }) => party === partyOf(item, part));
  const cells: Record<ColumnKey, CellValue> = {
    ...values,
    code: item.code,
    title: item.title[language],
    due: item.due.label[language],
    leadBody: own?.leadBody.name[language] ?? null,
    status: t.status[values.status as Status],
    percent: values.percent === '' ? null : Number(values.percent) / 100,
    doneOn: values.doneOn || null,
    remark: closed && t.sheets.closed(closed[language]),
    id: item.id,
    version: part.loaded.commitment.version,
    mark: markOf(values),
  };
  return {
    values: columnKeys.map((key) => (cells[key] === '' ? null : cells[key])),
    isOpen: closed === null,
  };
}

/** Sides stand in one order everywhere. */
const partyOf = ({ sides }: CommitmentItem, { loaded, side }: Part) =>
  sides[loaded.commitment.sides.getItems().indexOf(side)]?.party;

function whyClosed(part: Part, by: By): BilingualText | null {
  try {
    mustReport(part, by, part.side.status);
    part.loaded.commitment.mustTakeReportsOn(part.side);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.text;
  }
}
