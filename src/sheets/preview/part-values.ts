import type { Part } from '../../commitments/together/parts.js';
import { MOST_STATEMENT_TEXT, type Statement } from '../../commitments/statement.js';
import { plainText } from '../../platform/text.js';
import type { Status } from '../../commitments/commitment.types.js';
import type { SheetValues } from '../sheet.types.js';

/** A part as it is stated now, as a sheet has it. */
export function valuesOfPart({ side, last }: Part): SheetValues {
  const isCompleted = side.status === 'completed';
  return {
    status: side.status,
    percent: side.percent == null ? '' : String(side.percent),
    doneOn: side.doneOn ?? '',
    results: asTyped(last?.results),
    difficulties: asTyped(last?.difficulties),
    proposals: asTyped(last?.proposals),
    nextSteps: asTyped(last?.nextSteps),
    noEvidenceReason: isCompleted ? asTyped(last?.noEvidenceReason) : '',
  };
}

/** As a sheet gives it back, so that blanks around it, which no cell shows, are no change. */
const asTyped = (text = '') => plainText(text, MOST_STATEMENT_TEXT);

/** What the status alone says of the percent. */
const percentOf: Partial<Record<Status, number>> = { not_started: 0, completed: 100 };

/** What a row states; null where it says no percent. */
export function statementOf(values: SheetValues): Statement | null {
  const { percent: typed, doneOn, noEvidenceReason, ...said } = values;
  const status = said.status as Status;
  const percent = typed === '' ? percentOf[status] : Number(typed);
  if (percent === undefined) return null;
  return {
    ...said,
    status,
    percent,
    ...(doneOn === '' ? {} : { doneOn }),
    ...(noEvidenceReason === '' ? {} : { noEvidenceReason }),
  };
}
