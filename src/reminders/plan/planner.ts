import type { Status } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import {
  NO_DEADLINE,
  type BodySpan,
  type OpenCommitment,
  type PlannedReminder,
  type PlannedSide,
  type PlannerInput,
  type Recipient,
} from './planner.types.js';
import { ruleOn, type ReminderRule } from './rules.js';
import { planWaiting } from './waits.js';

/** Who is to be told what on a day. Pure: it writes nothing and asks nobody. */
export function planDay(input: PlannerInput): PlannedReminder[] {
  return [...planDeadlines(input), ...planWaiting(input)];
}

function planDeadlines(input: PlannerInput): PlannedReminder[] {
  const addressees = addresseesOf(input.recipients, input.bodies, input.day);
  return input.commitments.flatMap((commitment) => {
    const rule = ruleFor(commitment, input);
    if (!rule) return [];
    return addressees.of(commitment).map((recipientId) => ({
      recipientId,
      commitmentId: commitment.id,
      rule: rule.code,
      dueVersion: commitment.dueVersion,
      day: input.day,
      counted: [commitment.dueOn!],
    }));
  });
}

/**
 * Of what several days say, in order of time, the last word to each recipient on each commitment, as rows of one day: of its deadline, and
 * of what waits there.
 */
export function lastWord(days: readonly PlannedReminder[][], day: Day): PlannedReminder[] {
  const last = new Map<string, PlannedReminder>();
  for (const row of days.flat()) {
    const isOfWaiting = row.dueVersion === NO_DEADLINE;
    last.set(`${row.recipientId}:${row.commitmentId}:${isOfWaiting}`, { ...row, day });
  }
  return [...last.values()];
}

export function ruleFor(
  commitment: OpenCommitment,
  { day, book, calendar }: PlannerInput,
): ReminderRule | null {
  if (commitment.dueOn === null || !isOpen(commitment.status)) return null;
  return ruleOn(day, commitment.dueOn, book.of(commitment.agreementId).rules, calendar);
}

/** Its lead body is to be told of the deadline. */
export const isLagging = ({ status, isUnderReview }: PlannedSide) => isOpen(status) && !isUnderReview;

export const isOpen = (status: Status) => status === 'not_started' || status === 'in_progress';

/**
 * The officers of the lead body of each side whose own part is still open (not completed, suspended or withdrawn), and
 * always the coordinators of every party. Where the committee office leads, its coordinators are its officers. A
 * person is named once.
 */
export function addresseesOf(recipients: readonly Recipient[], bodies: readonly BodySpan[], day: Day) {
  const officers = Map.groupBy(
    recipients.filter(({ bodyId, role }) => bodyId !== null && role !== 'leader'),
    ({ bodyId }) => bodyId,
  );
  const coordinators = Map.groupBy(
    recipients.filter(({ role }) => role === 'coordinator'),
    ({ partyId }) => partyId,
  );
  const successors = new Map(bodies.map((body) => [body.id, body]));
  const inChargeOf = (bodyId: number) => bodyInCharge(bodyId, successors, day);
  const officersOf = (bodyId: number) => officers.get(inChargeOf(bodyId)) ?? [];
  return {
    inChargeOf,
    officersOf,
    of({ sides, partyIds }: OpenCommitment): number[] {
      const lagging = sides.filter(isLagging);
      const people = [
        ...lagging.flatMap(({ leadBodyId }) => officersOf(leadBodyId)),
        ...partyIds.flatMap((partyId) => coordinators.get(partyId) ?? []),
      ];
      return [...new Set(people.map(({ id }) => id))];
    },
  };
}

/** The body itself, or what followed it once it had ended. */
export function bodyInCharge(bodyId: number, bodies: ReadonlyMap<number, BodySpan>, day: Day): number {
  const body = bodies.get(bodyId);
  if (!body?.lastDay || body.lastDay >= day || body.successorId === null) return bodyId;
  return bodyInCharge(body.successorId, bodies, day);
}
