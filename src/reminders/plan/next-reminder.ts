import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { speakersOn, type Spoken } from './deadline-lines.js';
import { isHeldOn, stepDue, type LadderGround } from './ladder.js';
import { isLagging, isOpen } from './lagging.js';
import { sideKey, type OpenCommitment, type PlannedSide, type PlannerInput } from './planner.types.js';
import { isStep, ruleOn, waitingRuleOn, type ReminderRule, type WaitingKind } from './rules.js';

/** The first day after `after` on which a rule, no step, speaks of a deadline, as long as nothing changes. */
export function nextReminder(
  dueOn: Day,
  after: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): { day: Day; rule: ReminderRule } | null {
  return soonest(after, calendar, (day) => {
    const rule = ruleOn(day, dueOn, rules, calendar);
    return rule && { day, rule };
  });
}

type Ground = Pick<PlannerInput, 'book' | 'calendar' | 'ladder'>;

/** The first day after `after` on which any rule speaks of a deadline, and all that do on that day, as long as nothing changes. */
export function nextSpoken(
  commitment: OpenCommitment,
  after: Day,
  ground: Ground,
): { day: Day; spoken: Spoken[] } | null {
  return soonest(after, ground.calendar, (day) => {
    const spoken = speakersOn({ ...ground, ...nothingElse, day })(commitment);
    return spoken.length > 0 ? { day, spoken } : null;
  });
}

const nothingElse = { commitments: [], recipients: [], bodies: [], waiting: [] };

/** A step to a side's people that an answer keeps back. */
export interface HeldStep {
  rule: ReminderRule;
  side: PlannedSide;
  /** The day on which it goes out, as long as nothing changes. */
  until: Day;
  /** The last day on which the side answered. */
  answeredOn: Day;
}

/** The steps that would have gone out, or would go out on their day, but for an answer. */
export function heldSteps(commitment: OpenCommitment, today: Day, ground: Ground): HeldStep[] {
  const { id, dueOn, status, agreementId, sides } = commitment;
  if (dueOn === null || !isOpen(status)) return [];
  const { calendar, ladder } = ground;
  const { rules, holdOn } = ground.book.of(agreementId);
  const counted = ladder?.counted.get(id) ?? [];
  return sides.filter(isLagging).flatMap((side) => {
    const answers = (ladder?.answers.get(sideKey(id, side.partyId)) ?? []).toSorted();
    const held = { dueOn, answers, counted, rules, calendar, holdOn };
    return rules.filter(isStep).flatMap((rule) => {
      const due = stepDue(today, rule, held);
      if (due === null || !isHeldOn(due, due, held)) return [];
      const until = goesOutFrom(due, held);
      const answeredOn = answers.findLast((day) => day < until)!;
      return until > today ? [{ rule, side, until, answeredOn }] : [];
    });
  });
}

function goesOutFrom(due: Day, held: LadderGround): Day {
  let day = due;
  while (isHeldOn(day, due, held)) day = held.calendar.after(day, 1);
  return day;
}

/** The first day after `after` on which somebody is told of what has been in these hands since another, as long as nothing changes. */
export function nextWaiting(
  { kind, since }: { kind: WaitingKind; since: Day },
  after: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): Day | null {
  return soonest(after < since ? since : after, calendar, (day) =>
    waitingRuleOn(day, since, kind, rules, calendar) ? day : null,
  );
}

/** Four years of working days: the first reminder of a deadline in the next term of office is still found. */
const MOST_DAYS = 1_000;

/** What is said on the first working day after `after` on which anything is. */
function soonest<Said>(
  after: Day,
  calendar: WorkingCalendar,
  saidOn: (day: Day) => Said | null,
): Said | null {
  let day = calendar.after(after, 1);
  for (let tries = 0; tries < MOST_DAYS; tries += 1, day = calendar.after(day, 1)) {
    const said = saidOn(day);
    if (said !== null) return said;
  }
  return null;
}
