import { isDeepStrictEqual } from 'node:util';
import { labelOf, type Deadline } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import type { PendingEvent } from '../commitments/change/write.js';
import type { Commitment, CommitmentSide } from '../commitments/commitment.entity.js';
import type { EventKind } from '../commitments/commitment.types.js';
import { indicatorOf } from '../commitments/indicators/indicator.js';
import { lacksDate } from '../commitments/undated/undated.js';
import { productOf } from '../commitments/product.js';
import type { CommitmentInFile } from './file/agreement-file.js';
import type { Known } from './import-known.js';
import { Comparison, type ImportReport } from './import.report.js';

interface Importing {
  entry: CommitmentInFile;
  known: Known;
  report: ImportReport;
  today: Day;
}

/**
 * Changes a commitment to what the file says, as far as that is open. A side that confirmed its plan, or reported, keeps its
 * bodies; a commitment that is settled so keeps title and deadline. What was agreed by an extension is compared by what the
 * file said at first, unless the file has it already.
 * @returns the events that belong to it; null where nothing changed
 */
export function takeChanges(
  commitment: Commitment,
  { entry, known, report, today }: Importing,
): PendingEvent[] | null {
  const comparison = new Comparison(entry.code, report);
  const events: PendingEvent[] = [];
  const sides = commitment.sides.getItems();
  const open = !sides.some(isSettled) && !earlierDues(commitment).length;
  const from = labelOf(commitment.due);
  comparison.take('title', commitment.title, entry.title, open, () => (commitment.title = entry.title));
  comparison.take('due', dueToCompare(commitment, entry.due), entry.due, open, () => {
    commitment.redate(entry.due, today);
    const reason = entry.due.undated?.reason;
    events.push(
      eventOf('deadline_changed', null, { from, to: labelOf(entry.due), ...(reason ? { reason } : {}) }),
    );
  });
  const { sector, clauses } = known.places.get(entry.code)!;
  comparison.keep('sector', sector, entry.sector);
  comparison.keep('clauses', clauses, [...entry.clauses].sort());
  for (const side of sides) {
    events.push(...takeBodies(side, entry, known, comparison));
    events.push(...takeProduct(side, entry, known, comparison));
    events.push(...takeIndicators(side, entry, known, comparison));
  }
  return comparison.changed ? events : null;
}

/** What a file may still say that was written before an extension, a first date or another review day was agreed. */
function dueToCompare(commitment: Commitment, said: Deadline): Deadline {
  return earlierDues(commitment).find((due) => isDeepStrictEqual(due, said)) ?? commitment.due;
}

/** The deadlines that held before what was agreed since, on the page or by the sides; none where nothing was. */
function earlierDues(commitment: Commitment): Deadline[] {
  const { extensions, isUndated, undated, originalPrecision, originalValue } = commitment;
  const dues: Deadline[] = [];
  if (extensions > 0) dues.push({ precision: originalPrecision, value: originalValue ?? null });
  if (lacksDate(undated) && (!isUndated || undated.reviewOn !== undated.firstReviewOn)) {
    const { reason, reviewOn, firstReviewOn } = undated;
    const days = isUndated ? [firstReviewOn] : [firstReviewOn, reviewOn];
    dues.push(
      ...days.map((day): Deadline => ({
        precision: 'ongoing',
        value: null,
        undated: { reason, reviewOn: day },
      })),
    );
  }
  return dues;
}

function takeBodies(
  side: CommitmentSide,
  { sides }: CommitmentInFile,
  { bodies, parties }: Known,
  comparison: Comparison,
): PendingEvent[] {
  const events: PendingEvent[] = [];
  const party = parties.codeOf(side.partyId);
  const said = sides[party];
  const lead = bodies.codeOf(side.leadBodyId);
  if (!said) {
    comparison.keep(`sides.${party}`, lead, null);
    return events;
  }
  const open = !isSettled(side);
  comparison.take(`sides.${party}.lead`, lead, said.lead, open, () => {
    side.leadBodyId = bodies.idOf(said.lead);
    const data = { from: bodies.names.get(lead), to: bodies.names.get(said.lead) };
    events.push(eventOf('lead_changed', side.partyId, data));
  });
  const present = side.cooperatingIds.map((id) => bodies.codeOf(id)).sort();
  comparison.take(`sides.${party}.cooperating`, present, [...said.cooperating].sort(), open, () => {
    side.cooperatingIds = idsOf(said.cooperating, bodies);
  });
  return events;
}

/** Where none is named yet, a file may always propose one; that of a settled side it does not change, and takes none away. */
function takeProduct(
  side: CommitmentSide,
  { sides }: CommitmentInFile,
  { parties }: Known,
  comparison: Comparison,
): PendingEvent[] {
  const party = parties.codeOf(side.partyId);
  const said = sides[party]?.product;
  if (!said) return [];
  const events: PendingEvent[] = [];
  const present = productOf(side.product);
  comparison.take(`sides.${party}.product`, present, said, !present || !isSettled(side), () => {
    side.nameProduct(said, true);
    events.push(eventOf('product_named', side.partyId, { from: present, to: said }));
  });
  return events;
}

/** Likewise of what is measured: a settled side's stay, and a file that names none leaves them. */
function takeIndicators(
  side: CommitmentSide,
  { sides }: CommitmentInFile,
  { parties }: Known,
  comparison: Comparison,
): PendingEvent[] {
  const party = parties.codeOf(side.partyId);
  const said = sides[party]?.indicators;
  if (!said) return [];
  const events: PendingEvent[] = [];
  const present = side.indicators.map(indicatorOf);
  const open = present.length === 0 || !isSettled(side);
  comparison.take(`sides.${party}.indicators`, present, said, open, () => {
    side.setIndicators(said, true);
    events.push(eventOf('indicators_set', side.partyId, { from: present, to: said }));
  });
  return events;
}

/** In order, as the history keeps them. */
export function idsOf(codes: string[], { idOf }: Known['bodies']): number[] {
  return codes.map(idOf).sort((one, other) => one - other);
}

const isSettled = (side: CommitmentSide) => Boolean(side.planConfirmedAt ?? side.updatedAt);

/** Of the import itself: nobody's name stands beside it. */
function eventOf(kind: EventKind, partyId: number | null, data: Record<string, unknown>): PendingEvent {
  return { kind, partyId, by: null, data };
}
