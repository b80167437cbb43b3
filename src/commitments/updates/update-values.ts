import { MOST_STATEMENT_TEXT } from './update.dto.js';
import { plainText } from '../../platform/text.js';
import { readTypedDay } from '../../platform/typed-day.js';
import type { DecisionLevel } from '../matters/matter.types.js';
import { statuses, type ProgressUpdateItem, type Status } from '../commitment.types.js';

/** The form's fields in the order in which they stand. */
export const updateFields = [
  'status',
  'percent',
  'doneOn',
  'noEvidenceReason',
  'results',
  'difficulties',
  'decisionLevel',
  'proposals',
  'nextSteps',
] as const;
export type UpdateField = (typeof updateFields)[number];

/** What stands in the form, as typed. */
export type UpdateValues = Record<UpdateField, string>;

/** A new period's form: where the part stands is kept, the texts are written anew. */
export function freshValues(last: ProgressUpdateItem | undefined): UpdateValues {
  return {
    status: last?.status ?? 'in_progress',
    percent: last ? String(last.percent) : '',
    doneOn: '',
    noEvidenceReason: '',
    results: '',
    difficulties: '',
    decisionLevel: standing(last),
    proposals: '',
    nextSteps: '',
  };
}

/** As last stated; at first nobody has to decide anything. */
function standing(last: ProgressUpdateItem | undefined): DecisionLevel {
  return last?.decisionLevel ?? 'none';
}

/** All of a statement: to go on from, or to compare with. */
export function valuesOf(statement: ProgressUpdateItem | undefined): UpdateValues {
  if (!statement) return freshValues(undefined);
  const { status, percent, results, difficulties, proposals, nextSteps } = statement;
  return {
    status,
    percent: String(percent),
    doneOn: statement.doneOn ?? '',
    noEvidenceReason: statement.noEvidenceReason ?? '',
    results,
    difficulties,
    decisionLevel: standing(statement),
    proposals,
    nextSteps,
  };
}

/** What cooperating bodies say, each under its name; where the part stands is for the side to say. */
export function valuesWith(
  own: ProgressUpdateItem | undefined,
  contributions: readonly (Texts & { body: string; status: Status; percent: number })[],
): UpdateValues {
  const [first] = contributions;
  const stated = own ?? first;
  const several = contributions.length > 1;
  const texts = (field: keyof Texts) =>
    contributions
      .filter((one) => one[field].trim() !== '')
      .map((one) => (several ? `${one.body}: ${one[field]}` : one[field]))
      .join('\n');
  return {
    status: stated?.status ?? 'in_progress',
    percent: stated ? String(stated.percent) : '',
    doneOn: '',
    noEvidenceReason: '',
    results: texts('results'),
    difficulties: texts('difficulties'),
    decisionLevel: standing(own),
    proposals: texts('proposals'),
    nextSteps: texts('nextSteps'),
  };
}

type Texts = Pick<ProgressUpdateItem, 'results' | 'difficulties' | 'proposals' | 'nextSteps'>;

/** The form as sent; whatever is missing is empty. */
export function valuesFrom(body: Record<string, unknown>): UpdateValues {
  return each((field) => text(body[field]));
}

/** What the reader chose of two versions: fields `choose_x`, `mine_x` and `theirs_x`. Nothing chosen keeps one's own. */
export function mergedValues(body: Record<string, unknown>): UpdateValues {
  return each((field) => text(body[`${body[`choose_${field}`] === 'theirs' ? 'theirs' : 'mine'}_${field}`]));
}

/** As one says it: what belongs to a completion is said with a completion alone, and a day as programs write it. */
export function asMeant(values: UpdateValues): UpdateValues {
  if (values.status !== 'completed') return { ...values, doneOn: '', noEvidenceReason: '' };
  const read = readTypedDay(values.doneOn);
  return { ...values, doneOn: 'day' in read ? read.day : values.doneOn };
}

/** Whether a value differs between two versions; white space around it and line ends do not count. */
export function differsIn(field: UpdateField, mine: UpdateValues, theirs: UpdateValues): boolean {
  return plain(mine[field]) !== plain(theirs[field]);
}

export function isStatus(value: unknown): value is Status {
  return statuses.some((status) => status === value);
}

function each(value: (field: UpdateField) => string): UpdateValues {
  return Object.fromEntries(updateFields.map((field) => [field, value(field)])) as UpdateValues;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function plain(value: string): string {
  return plainText(value, MOST_STATEMENT_TEXT);
}
