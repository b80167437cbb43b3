import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { isHeldOn, stepDue } from './ladder.js';
import { type Part, partOf } from './part-of.js';
import { isLagging, isOpen } from './lagging.js';
import type { SkipReason } from '../ledger/reasons.js';
import type { WaitingNow } from './waiting.sql.js';
import { waitersOf } from './waits.js';
import {
  type BodySpan,
  type ForRole,
  type LadderFacts,
  NO_DEADLINE,
  type OpenCommitment,
  type PlannedSide,
  type PlannerInput,
  type Recipient,
  type SectorLeader,
  sideKey,
  SILENCE,
  type SilentPart,
} from './planner.types.js';
import { firstOfSilence, isStepCode, type ReminderRule, type RuleRole } from './rules.js';

export interface PlannedRow {
  commitmentId: number;
  rule: string;
  dueVersion: number;
  day: Day;
  forRole?: ForRole | null;
}

/** How things stand now, as far as rows that were planned depend on it. */
export interface Now {
  today?: Day;
  calendar?: WorkingCalendar;
  commitments: ReadonlyMap<number, OpenCommitment>;
  bodies: ReadonlyMap<number, BodySpan>;
  /** All that waits in these commitments, in whosever hands. */
  waiting: ReadonlyMap<number, readonly WaitingNow[]>;
  /** All that is owed there, or not heard of. */
  silences?: readonly SilentPart[];
  ladder?: LadderFacts;
  book: PlannerInput['book'];
  sectorLeaders?: readonly SectorLeader[];
  /** At least the leaders and coordinators of the sides for whom something waits. */
  people: readonly Recipient[];
}

/** A row whose commitment is open, and whom it is to be told. */
interface Judged {
  row: PlannedRow;
  rule: ReminderRule | undefined;
  commitment: OpenCommitment;
  recipient: Recipient;
  part: Part;
}

/** Why a row that was planned is not to be sent after all, given how things stand now; null where it still is. */
export function reasonToSkip(
  row: PlannedRow,
  recipient: Recipient & { active: boolean },
  now: Now,
): SkipReason | null {
  if (!recipient.active) return 'account_disabled';
  if (row.dueVersion === NO_DEADLINE) return reasonNoLongerToWait(row, recipient, now);
  const commitment = now.commitments.get(row.commitmentId)!;
  if (!isOpen(commitment.status)) return commitment.status;
  if (row.dueVersion > 0 && commitment.dueVersion !== row.dueVersion) return 'deadline_changed';
  const part = partOf(row.day, commitment, recipient, now);
  if (part.roles.length === 0) return 'no_longer_assigned';
  const rule = now.book.named(row.rule);
  if (rule && !isStillInForce(rule, part.roles, commitment, now)) return 'rule_changed';
  const judged = { row, rule, commitment, recipient, part };
  return row.dueVersion === SILENCE ? reasonNoLongerSilent(judged, now) : reasonNoLongerDue(judged, now);
}

function reasonNoLongerDue(judged: Judged, now: Now): SkipReason | null {
  const { row, recipient, part } = judged;
  // An office hears of the deadline, whoever holds it; of a step only while it goes out to somebody.
  if (recipient.role === 'coordinator' && !isStepCode(row.rule)) return null;
  // What it is told in somebody's place goes by that side; what it is to know of, by whichever lags.
  const sides = recipient.role === 'coordinator' && !row.forRole ? judged.commitment.sides : part.sides;
  const lagging = sides.filter(isLagging);
  if (lagging.length === 0) return reasonNotLagging(sides);
  return lagging.every(({ partyId }) => isHeld(judged, partyId, now)) ? 'held' : null;
}

function reasonNotLagging(sides: readonly PlannedSide[]): SkipReason {
  if (sides.some(({ isUnderReview }) => isUnderReview)) return 'under_review';
  return sides.every(({ status }) => status === 'completed') ? 'side_completed' : 'side_stopped';
}

/** A rule that says the same to the recipient is as good, whoever else it speaks to. */
function isStillInForce(
  { kind, days, unit }: ReminderRule,
  roles: readonly RuleRole[],
  { agreementId }: OpenCommitment,
  { book }: Now,
): boolean {
  const alike = book
    .of(agreementId)
    .rules.filter((rule) => rule.kind === kind && rule.days === days && rule.unit === unit);
  return alike.some(({ to }) => to.some((role) => roles.includes(role)));
}

/** A step that goes out on a later day than its own is held by what its side has answered since. */
function isHeld(
  { row, rule, commitment: { id, agreementId, dueOn } }: Judged,
  partyId: number,
  { today, calendar, ladder, book }: Now,
): boolean {
  if (!rule || !isStepCode(row.rule) || !today || !calendar?.isWorking(today) || dueOn === null) return false;
  const { rules, holdOn } = book.of(agreementId);
  const counted = ladder?.counted.get(id) ?? [];
  const due = stepDue(row.day, rule, { dueOn, counted, rules, calendar }) ?? row.day;
  const answers = ladder?.answers.get(sideKey(id, partyId)) ?? [];
  return isHeldOn(today, due, { answers, calendar, holdOn });
}

function reasonNoLongerSilent({ row, rule, part, recipient }: Judged, now: Now): SkipReason | null {
  const { sides } = part;
  if (!rule || recipient.role === 'leader' || sides.length === 0) return 'no_longer_assigned';
  if (!sides.some(isLagging)) return reasonNotLagging(sides);
  const isThere = (now.silences ?? []).some(
    ({ commitmentId, partyId, kind, since }) =>
      commitmentId === row.commitmentId &&
      kind === rule.kind &&
      sides.some((side) => side.partyId === partyId) &&
      (!now.calendar || firstOfSilence(rule, since, now.calendar) <= row.day),
  );
  return isThere ? null : 'reported';
}

/** Whatever was said of it when it was planned: what has waited long enough, and still waits for the recipient, is told. */
function reasonNoLongerToWait(row: PlannedRow, recipient: Recipient, now: Now): SkipReason | null {
  const waiting = now.waiting.get(row.commitmentId) ?? [];
  const rulesFor = ({ agreementId, kind }: WaitingNow) =>
    now.book.of(agreementId).rules.filter((rule) => rule.kind === kind);
  const isLong = (one: WaitingNow) => rulesFor(one).some((rule) => one.held >= rule.days);
  const peopleFor = waitersOf(now.people);
  if (waiting.some((one) => isLong(one) && peopleFor(one).includes(recipient.id))) return null;
  const ofSide = waiting.filter(({ partyId }) => partyId === recipient.partyId);
  if (ofSide.length === 0) return 'no_longer_waits';
  const planned = now.book.named(row.rule);
  const alike = ofSide.filter((one) => one.kind === planned?.kind);
  if (alike.length > 0 && alike.every((one) => rulesFor(one).length === 0)) return 'rule_changed';
  return alike.some(isLong) ? 'no_longer_assigned' : 'passed_on';
}
