import { isDeepStrictEqual } from 'node:util';
import { labelOf, lastDayOf, type Deadline } from '../calendar/deadline.js';
import { dayOf } from '../platform/clock.js';
import type { PendingEvent } from '../commitments/change/write.js';
import type { Commitment, CommitmentSide } from '../commitments/commitment.entity.js';
import type { EventKind } from '../commitments/commitment.types.js';
import { indicatorOf } from '../commitments/indicators/indicator.js';
import { lacksDate } from '../commitments/undated/undated.js';
import { hasFallen, isDueAgreed, proposalOf, proposeDue } from '../commitments/plan/agreeing.js';
import { deadlineOf } from '../commitments/plan/due-plan.js';
import { productOf } from '../commitments/product.js';
import type { CommitmentInFile } from './file/agreement-file.js';
import type { Known } from './import-known.js';
import { Comparison, type ImportReport } from './import.report.js';

interface Importing {
  entry: CommitmentInFile;
  known: Known;
  report: ImportReport;
  at: Date;
  /** A request about its deadline waits for an answer. */
  isAsked: boolean;
}

/**
 * Changes a commitment to what the file says, as far as that is open. A side that confirmed its plan, or reported, keeps its
 * bodies; a commitment that is settled so keeps its title, and its deadline until every side has confirmed another one. What was agreed by an
 * extension is compared by what the file said at first, unless the file has it already.
 * @returns the events that belong to it; null where nothing changed
 */
export function takeChanges(commitment: Commitment, importing: Importing): PendingEvent[] | null {
  const { entry, known, report } = importing;
  const comparison = new Comparison(entry.code, report);
  const events: PendingEvent[] = [];
  const sides = commitment.sides.getItems();
  const open = isOpen(commitment) && !known.amended.has(entry.code);
  comparison.take('title', commitment.title, entry.title, open, () => (commitment.title = entry.title));
  events.push(...takeDue(commitment, importing, comparison));
  const { sector, clauses } = known.places.get(entry.code)!;
  comparison.keep('sector', sector, entry.sector);
  comparison.keep('clauses', clauses, [...entry.clauses].sort());
  for (const side of sides) {
    const settled = isSettled(side, commitment) || side.ended;
    events.push(...takeBodies(side, entry, { known, comparison, settled }));
    events.push(...takeProduct(side, entry, { known, comparison, settled }));
    events.push(...takeIndicators(side, entry, { known, comparison, settled }));
  }
  return comparison.changed ? events : null;
}

const isOpen = (commitment: Commitment) =>
  !commitment.sides.getItems().some((side) => isSettled(side, commitment)) && !earlierDues(commitment).length;

/** Where a side has confirmed its plan, or reported, another deadline is put to all sides: until every one has confirmed it, the present one counts. */
function takeDue(
  commitment: Commitment,
  { entry, at, isAsked, known }: Importing,
  comparison: Comparison,
): PendingEvent[] {
  const { due } = entry;
  const events: PendingEvent[] = [];
  const said = { from: labelOf(commitment.due), to: labelOf(due) };
  const isAmended = known.amended.has(entry.code);
  const open = isOpen(commitment) && !isAmended;
  const lastDay = lastDayOf(due);
  const mayPropose =
    !isAmended && !isAsked && !isDueAgreed(commitment) && lastDay !== null && lastDay >= dayOf(at);
  comparison.take('due', dueToCompare(commitment, due), due, open || mayPropose, () => {
    if (open) {
      commitment.redate(due, dayOf(at));
      const reason = due.undated?.reason;
      events.push(eventOf('deadline_changed', null, { ...said, ...(reason ? { reason } : {}) }));
    } else if (proposeDue(commitment, due, { side: null, at })) {
      events.push(eventOf('due_proposed', null, said));
    }
  });
  return events;
}

/** What a file may still say that was written before an extension, a first date or another review day was agreed. */
function dueToCompare(commitment: Commitment, said: Deadline): Deadline {
  return earlierDues(commitment).find((due) => isDeepStrictEqual(due, said)) ?? commitment.due;
}

/** The deadlines that held before what was agreed since, on the page or by the sides, or is proposed now; none where nothing was. */
function earlierDues(commitment: Commitment): Deadline[] {
  const { extensions, isUndated, undated, originalPrecision, originalValue } = commitment;
  const proposed = proposalOf(commitment);
  const dues: Deadline[] = proposed ? [deadlineOf(proposed)] : [];
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

interface OfSide {
  known: Known;
  comparison: Comparison;
  /** It has confirmed its plan, or reported. */
  settled: boolean;
}

function takeBodies(
  side: CommitmentSide,
  { sides }: CommitmentInFile,
  { known: { bodies, parties }, comparison, settled }: OfSide,
): PendingEvent[] {
  const events: PendingEvent[] = [];
  const party = parties.codeOf(side.partyId);
  const said = sides[party];
  const lead = bodies.codeOf(side.leadBodyId);
  if (!said) {
    comparison.keep(`sides.${party}`, lead, null);
    return events;
  }
  const open = !settled;
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
  { known: { parties }, comparison, settled }: OfSide,
): PendingEvent[] {
  const party = parties.codeOf(side.partyId);
  const said = sides[party]?.product;
  if (!said) return [];
  const events: PendingEvent[] = [];
  const present = productOf(side.product);
  comparison.take(`sides.${party}.product`, present, said, !present || !settled, () => {
    side.nameProduct(said, true);
    events.push(eventOf('product_named', side.partyId, { from: present, to: said }));
  });
  return events;
}

/** Likewise of what is measured: a settled side's stay, and a file that names none leaves them. */
function takeIndicators(
  side: CommitmentSide,
  { sides }: CommitmentInFile,
  { known: { parties }, comparison, settled }: OfSide,
): PendingEvent[] {
  const party = parties.codeOf(side.partyId);
  const said = sides[party]?.indicators;
  if (!said) return [];
  const events: PendingEvent[] = [];
  const present = side.indicators.map(indicatorOf);
  const open = present.length === 0 || !settled;
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

const isSettled = (side: CommitmentSide, commitment: Commitment) =>
  Boolean(side.planConfirmedAt ?? side.updatedAt) || hasFallen(commitment, side);

/** Of the import itself: nobody's name stands beside it. */
function eventOf(kind: EventKind, partyId: number | null, data: Record<string, unknown>): PendingEvent {
  return { kind, partyId, by: null, data };
}
