import type { Status } from '../commitments/commitment.types.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import type { Day } from '../platform/clock.js';
import { ruleOn, type ReminderRule } from './rules.js';

export interface PlannedSide {
  partyId: number;
  leadBodyId: number;
  /** Of the side's own part. */
  status: Status;
}

export interface OpenCommitment {
  id: number;
  status: Status;
  dueOn: Day | null;
  /** Raised with each change of the deadline. */
  dueVersion: number;
  /** Every party of the agreement, whether or not it has a side. */
  partyIds: number[];
  sides: PlannedSide[];
}

/** An active account. */
export interface Recipient {
  id: number;
  role: string;
  partyId: number | null;
  bodyId: number | null;
}

export interface BodySpan {
  id: number;
  lastDay: Day | null;
  successorId: number | null;
}

export interface PlannerInput {
  day: Day;
  commitments: readonly OpenCommitment[];
  rules: readonly ReminderRule[];
  calendar: WorkingCalendar;
  recipients: readonly Recipient[];
  /** Bodies that end; any other exists for good. */
  bodies: readonly BodySpan[];
}

export interface PlannedReminder {
  recipientId: number;
  commitmentId: number;
  rule: string;
  dueVersion: number;
  day: Day;
  /** The row whose second try it is. */
  againFor?: number;
}

/** Who is to be told what on a day. Pure: it writes nothing and asks nobody. */
export function planDay(input: PlannerInput): PlannedReminder[] {
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
    }));
  });
}

/** Of what several days say, in order of time, the last word to each recipient on each commitment, as rows of one day. */
export function lastWord(days: readonly PlannedReminder[][], day: Day): PlannedReminder[] {
  const last = new Map<string, PlannedReminder>();
  for (const row of days.flat()) last.set(`${row.recipientId}:${row.commitmentId}`, { ...row, day });
  return [...last.values()];
}

export function ruleFor(
  commitment: OpenCommitment,
  { day, rules, calendar }: PlannerInput,
): ReminderRule | null {
  if (commitment.dueOn === null || !isOpen(commitment.status)) return null;
  return ruleOn(day, commitment.dueOn, rules, calendar);
}

export const isOpen = (status: Status) => status === 'not_started' || status === 'in_progress';

/**
 * The officers of the lead body of each side whose own part is still open (not completed, suspended or withdrawn), and
 * always the coordinators of every party. Where the committee office leads, its coordinators are its officers. A
 * person is named once.
 */
export function addresseesOf(recipients: readonly Recipient[], bodies: readonly BodySpan[], day: Day) {
  const officers = Map.groupBy(
    recipients.filter(({ bodyId }) => bodyId !== null),
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
      const lagging = sides.filter(({ status }) => isOpen(status));
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
