import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { NamedCode } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import { addresseesOf } from '../plan/addressees.js';
import { heldSteps, nextSpoken } from '../plan/next-reminder.js';
import type { LadderFacts, OpenCommitment, PlannedSide, Recipient } from '../plan/planner.types.js';
import { ruleBookFrom, type RawRuleBook } from '../plan/rule-book.js';
import type { DeadlineKind, ReminderRule, RuleRole } from '../plan/rules.js';

type NamedRule = ReminderRule & NamedCode;

/** Somebody of a side to whom a rule speaks. */
export interface Addressed {
  role: RuleRole;
  /** Its code. */
  party: string;
  /** Nobody there has that post: its office is told instead. */
  isByOffice: boolean;
}

/** What rules of one kind will say on a day; to nobody but the offices where no part lags. */
export interface NextSaid {
  kind: DeadlineKind;
  rule: NamedCode;
  to: Addressed[];
}

/** A step that an answer keeps back. */
export interface StepHeld extends Addressed {
  until: Day;
  answeredOn: Day;
}

export interface NextOfDeadline {
  nextReminder: { day: Day; said: NextSaid[] } | null;
  held: StepHeld[];
}

export interface LadderGround {
  commitment: OpenCommitment;
  book: RawRuleBook;
  /** In force, by name. */
  rules: readonly NamedRule[];
  /** Accounts of the sides. */
  recipients: readonly Recipient[];
  parties: readonly { id: number; code: string }[];
  calendar: WorkingCalendar;
  ladder: LadderFacts;
}

/** What comes next of a deadline, by the rules of the planner, as long as nothing changes. */
export function nextOfDeadline(today: Day, ground: LadderGround): NextOfDeadline {
  const { commitment, rules } = ground;
  const plan = { ...ground, book: ruleBookFrom(ground.book) };
  const next = nextSpoken(commitment, today, plan);
  const addressed = addressedBy(today, ground);
  const named = (code: string) => rules.find((rule) => rule.code === code)!;
  const held = heldSteps(commitment, today, plan).flatMap(({ rule, side, until, answeredOn }) =>
    rule.to.map((role) => ({ ...addressed(role, side), until, answeredOn })),
  );
  if (!next) return { nextReminder: null, held };
  const kinds = Map.groupBy(next.spoken, ({ rule }) => rule.kind as DeadlineKind);
  const said = [...kinds].map(([kind, spoken]) => ({
    kind,
    rule: named(spoken[0]!.rule.code),
    to: distinct(
      spoken.flatMap(({ rule, sides }) =>
        rule.to.flatMap((role) => sides.map((side) => addressed(role, side))),
      ),
    ),
  }));
  return { nextReminder: { day: next.day, said }, held };
}

function addressedBy(today: Day, { commitment, recipients, parties }: LadderGround) {
  const addressees = addresseesOf({ recipients, bodies: [] }, today);
  return (role: RuleRole, side: PlannedSide): Addressed => ({
    role,
    party: parties.find(({ id }) => id === side.partyId)!.code,
    isByOffice: addressees.inRole(role, side, commitment).length === 0,
  });
}

const keyOf = ({ role, party }: Addressed) => `${role} ${party}`;

function distinct(to: readonly Addressed[]): Addressed[] {
  return [...new Map(to.map((one) => [keyOf(one), one])).values()];
}
