import { MOST_STATEMENT_TEXT } from '../statement.js';
import type { FormValues } from '../../platform/http/forms.js';
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

/** The choice of a status that leaves it to the percent. */
export const BY_PERCENT = '';

/** A new report's form: what was achieved is written anew, everything else stays as last stated until it is said otherwise. */
export function freshValues(last: ProgressUpdateItem | undefined): UpdateValues {
  return {
    status: BY_PERCENT,
    percent: last ? String(last.percent) : '',
    doneOn: '',
    noEvidenceReason: '',
    results: '',
    difficulties: last?.difficulties ?? '',
    decisionLevel: standing(last),
    proposals: last?.proposals ?? '',
    nextSteps: last?.nextSteps ?? '',
  };
}

/** As last stated; at first nobody has to decide anything. */
function standing(last: ProgressUpdateItem | undefined): DecisionLevel {
  return last?.decisionLevel ?? 'none';
}

/** All of a statement: to go on from, or to compare with. */
export function valuesOf(statement: ProgressUpdateItem | undefined): UpdateValues {
  if (!statement) return { ...freshValues(undefined), status: 'in_progress' };
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

/** What cooperating bodies say, each under its name; where the part stands, and what they leave out, is for the side to say. */
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
  const fresh = freshValues(own);
  return {
    ...fresh,
    percent: stated ? String(stated.percent) : '',
    results: texts('results'),
    difficulties: texts('difficulties') || fresh.difficulties,
    proposals: texts('proposals') || fresh.proposals,
    nextSteps: texts('nextSteps') || fresh.nextSteps,
  };
}

type Texts = Pick<ProgressUpdateItem, 'results' | 'difficulties' | 'proposals' | 'nextSteps'>;

/** The form as sent; whatever is missing is empty. */
export function valuesFrom(body: Record<string, unknown>): UpdateValues {
  return each((field) => text(body[field]));
}

/** What was typed, over what stands there else. */
export function typedOver(values: UpdateValues, typed: FormValues): UpdateValues {
  return each((field) => typed[field] ?? values[field]);
}

/** What the reader chose of two versions: fields `choose_x`, `mine_x` and `theirs_x`. Nothing chosen keeps one's own. */
export function mergedValues(body: Record<string, unknown>): UpdateValues {
  return each((field) => text(body[`${body[`choose_${field}`] === 'theirs' ? 'theirs' : 'mine'}_${field}`]));
}

/**
 * As one says it: a status left to the percent in so many words, what belongs to a completion with a completion alone, a day as programs
 * write it.
 * @param opened what the form was opened on
 */
export function asMeant(values: UpdateValues, opened: FormValues = {}): UpdateValues {
  const status = values.status === BY_PERCENT ? statusByPercent(values, opened) : values.status;
  const said = { ...values, status };
  if (status !== 'completed') return { ...said, doneOn: '', noEvidenceReason: '' };
  const read = readTypedDay(values.doneOn);
  return { ...said, doneOn: 'day' in read ? read.day : values.doneOn };
}

/** A level left as the form showed it is not named again: what became of it meanwhile stands. */
export function namedAnew(values: UpdateValues, { levelStood }: FormValues): UpdateValues {
  return values.decisionLevel === levelStood ? { ...values, decisionLevel: '' } : values;
}

/** Something has begun, or all is done; else it stays as it stands. Of a body that cooperates, nothing is done for the whole side. */
function statusByPercent({ percent: typed }: UpdateValues, { statusStood, as }: FormValues): string {
  if (!isStatus(statusStood)) return BY_PERCENT;
  const percent = typedPercent(typed) ?? 0;
  const isOpen = statusStood === 'not_started' || statusStood === 'in_progress';
  if (isOpen && percent === 100 && as !== 'contribution') return 'completed';
  return statusStood === 'not_started' && percent > 0 ? 'in_progress' : statusStood;
}

/** A whole percent as people write it, `55`, `55%` or `55,0`; null where it is none. */
export function typedPercent(typed: string): number | null {
  const [, whole] = /^\s*(\d{1,3})(?:[.,]0{1,4})?\s*%?\s*$/.exec(typed) ?? [];
  return whole === undefined ? null : Number(whole);
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
