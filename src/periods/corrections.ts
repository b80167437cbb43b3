import type {
  Correction,
  CorrectedThing,
  FrozenCommitment,
  FrozenSide,
  PeriodState,
} from './periods.types.js';

/** What is another now, before it is known who did it. */
export type Difference = Omit<Correction, 'by' | 'at'> & { commitmentId: number };

type Compared<Part> = readonly [CorrectedThing, (part: Part) => Correction['from']][];

const ofCommitment: Compared<FrozenCommitment> = [
  ['status', ({ status }) => status],
  ['timeliness', ({ timeliness }) => timeliness],
  ['percent', ({ percent }) => percent],
  ['completed_on', ({ completedOn }) => completedOn],
  ['differs', ({ differs }) => differs],
];

const ofSide: Compared<FrozenSide> = [
  ['side_status', ({ status }) => status],
  ['side_percent', ({ percent }) => percent],
  ['done_on', ({ doneOn }) => doneOn],
  ['stated_on', ({ statedOn }) => statedOn],
  ['confirmed_on', ({ confirmedOn }) => confirmedOn],
];

/**
 * What differs between a frozen state and the same day by what is known later, commitment by commitment: the sides' own parts first,
 * then what follows from them. All else that is frozen (deadlines, who leads, wording) is as it was held on the day and never becomes
 * another. A commitment that only one of them has is left out.
 */
export function differencesOf(
  frozen: Pick<PeriodState, 'commitments'>,
  now: Pick<PeriodState, 'commitments'>,
): Difference[] {
  const present = new Map(now.commitments.map((one) => [one.id, one]));
  return frozen.commitments.flatMap((was) => {
    const is = present.get(was.id);
    return is
      ? [...was.sides.flatMap((side) => sideDifferences(was, side, is)), ...ownDifferences(was, is)]
      : [];
  });
}

function ownDifferences(was: FrozenCommitment, is: FrozenCommitment): Difference[] {
  return compare(ofCommitment, was, is).map((each) => ({ ...namesOf(was), party: null, ...each }));
}

function sideDifferences(
  commitment: FrozenCommitment,
  was: FrozenSide,
  { sides }: FrozenCommitment,
): Difference[] {
  const is = sides.find(({ party }) => party === was.party);
  if (!is) return [];
  const found = [...compare(ofSide, was, is), ...reportDifferences(was, is)];
  return found.map((each) => ({ ...namesOf(commitment), party: was.party, ...each }));
}

/** Whether a report on a month was owed is final once the month has ended: what became of it is not. */
function reportDifferences(was: FrozenSide, is: FrozenSide) {
  return was.reports.flatMap((report) => {
    const now = is.reports.find(({ period }) => period === report.period);
    if (!now || now.on === report.on) return [];
    const what: CorrectedThing = now.state === 'late' ? 'late_report' : 'report';
    return [{ what, period: report.period, from: report.on, to: now.on }];
  });
}

function compare<Part>(things: Compared<Part>, was: Part, is: Part) {
  return things.flatMap(([what, valueOf]) => {
    const [from, to] = [valueOf(was), valueOf(is)];
    return from === to ? [] : [{ what, period: null, from, to }];
  });
}

const namesOf = ({ id, code, title }: FrozenCommitment) => ({ commitmentId: id, commitment: code, title });
