import type { Kysely } from 'kysely';
import { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, type Day } from '../../platform/clock.js';
import { heard } from '../wishes/heard.js';
import { readWishes } from '../wishes/wishes.sql.js';
import { readOwed } from './owed.js';
import { lastWord, planDay } from './planner.js';
import { readPlanState } from './plan.state.js';
import type { RuleBook } from './rule-book.js';
import { hasGoneOutBy } from './ladder.js';
import { isStep, timesSpoken, type ReminderRule } from './rules.js';
import { readRunsBefore, type RunsBefore } from './runs-before.js';
import { classOf, sideKey, type PlannedReminder, type PlannerInput } from './planner.types.js';

/** Days before which nothing is caught up: by then a later rule has spoken. */
export const CATCH_UP_DAYS = 60;

export interface RunPlan {
  rows: PlannedReminder[];
  /** Working days before this one on which nothing was run. */
  missed: Day[];
  /** What is owed from days before and not told yet, because it is not heard on this one. */
  putOff: PlannedReminder[];
}

/**
 * What the run of a day says: what the day has to say, and with it, once, the last word of what days before owe: days that a
 * downtime missed, reminders that a change of the calendar moved into days already run, mails that failed.
 */
export async function planRun(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  day: Day,
  by?: (book: RuleBook) => RuleBook,
): Promise<RunPlan> {
  const horizon = addDays(day, -CATCH_UP_DAYS);
  const before = await readRunsBefore(db, day, horizon);
  const missed = missedDays(before, calendar, day, horizon);
  const change = changeOf(before, calendar, day);
  const moved = change ? movedDays(change) : [];
  const state = await readPlanState(db, calendar, [...moved, ...missed, day], by);
  const owed = await readOwed(db, { day, horizon, ...state });
  const own = planDay({ ...state, day });
  const isSaid = ({ commitmentId, recipientId, rule, dueVersion, day: on }: PlannedReminder) =>
    before.told.has(`${recipientId}:${commitmentId}:${rule}:${dueVersion}:${on}`);
  const rows = lastWord(
    [
      owed,
      ...(change ? movedRows(state, change) : []),
      ...missed.map((on) => planDay({ ...state, day: on }).filter((row) => !isSaid(row))),
      change && change.lastRun < day ? own.filter(newness(state, { ...change, by: day })) : own,
    ],
    day,
  );
  const told = heard(rows, { ...state, day, wishes: await readWishes(db) });
  return { missed, rows: told, putOff: putOffBy(rows, told) };
}

/** Who a row is for, about what: of each there is one line a day. */
const lineKey = (row: PlannedReminder) =>
  `${row.onBehalfOf ?? row.recipientId}:${row.commitmentId}:${classOf(row)}`;

/**
 * Of what was to be said, what stays owed because it is not heard, as rows to be told again.
 * @param rows before anybody's wishes @param told the same as it is heard
 */
export function putOffBy(
  rows: readonly PlannedReminder[],
  told: readonly PlannedReminder[],
): PlannedReminder[] {
  const isTold = new Set(told.filter(({ unheard }) => unheard === undefined).map(lineKey));
  const again = rows.filter((row) => row.againFor !== undefined && !isTold.has(lineKey(row)));
  const unheard = told.filter((row) => row.unheard !== undefined);
  return [...again, ...unheard].map(({ unheard: _reason, onBehalfOf, ...row }) => ({
    ...row,
    recipientId: onBehalfOf ?? row.recipientId,
    againFor: row.againFor ?? NOT_WRITTEN,
  }));
}

/** The number of a row that a run still to come will write. */
const NOT_WRITTEN = -1;

/** What a day has to say by itself, as its recipients want to hear it. */
export async function planOf(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  day: Day,
): Promise<PlannedReminder[]> {
  const state = await readPlanState(db, calendar, [day]);
  return heard(planDay({ ...state, day }), { ...state, day, wishes: await readWishes(db) });
}

/** Days worked, as far as was known, on which nothing was run: because nothing was running. */
function missedDays({ first, done, planned }: RunsBefore, calendar: WorkingCalendar, day: Day, horizon: Day) {
  if (!first) return [];
  const former = planned && new WorkingCalendar(planned.exceptions, planned.years);
  const wasWorked = (on: Day) => !former || on > planned.day || former.isWorking(on);
  return calendar
    .daysBetween(first > horizon ? first : horizon, addDays(day, -1))
    .filter((on) => !done.has(on) && wasWorked(on));
}

export interface CalendarChange {
  /** By which the last run planned. */
  former: WorkingCalendar;
  now: WorkingCalendar;
  /** The day of that run. */
  lastRun: Day;
  /** The last day by which it is asked what the calendar of now would have said. */
  by: Day;
}

function changeOf({ planned }: RunsBefore, now: WorkingCalendar, day: Day): CalendarChange | null {
  if (!planned) return null;
  const former = new WorkingCalendar(planned.exceptions, planned.years);
  if (JSON.stringify(former.entered) === JSON.stringify(now.entered)) return null;
  const yesterday = addDays(day, -1);
  return { former, now, lastRun: planned.day, by: planned.day < yesterday ? planned.day : yesterday };
}

/** The days already run into which a change of the calendar may have moved something. */
export function movedDays({ now, by }: CalendarChange): Day[] {
  return now.daysBetween(addDays(by, -CATCH_UP_DAYS), by);
}

/** What the calendar of now would have said on days already run, and that of before had not yet. */
export function movedRows(state: Omit<PlannerInput, 'day'>, change: CalendarChange): PlannedReminder[][] {
  const isNew = newness(state, change);
  return movedDays(change).map((day) => planDay({ ...state, day }).filter(isNew));
}

/** Tells of a row whether the calendar of now has its rule spoken oftener by the day asked for than that of before by the last run. */
function newness(
  state: Omit<PlannerInput, 'day'>,
  { former, now, lastRun, by }: CalendarChange,
): (row: PlannedReminder) => boolean {
  return (row) => {
    const { counted = [], rule: code, day } = row;
    const rule = state.book.named(code)!;
    // On its own day a step may have been held till then; whether it was told stands in the ledger.
    if (isStep(rule)) return day > lastRun || !wasOut(row, rule, { ...state, calendar: former }, lastRun);
    return counted.some((of) => timesSpoken(rule, of, by, now) > timesSpoken(rule, of, lastRun, former));
  };
}

/** Whether a step that a row is about had gone out for its side, or for any where the row is an office's to know of. */
function wasOut(
  { commitmentId, recipientId, forRole }: PlannedReminder,
  rule: ReminderRule,
  { commitments, recipients, book, calendar, ladder }: Omit<PlannerInput, 'day'>,
  by: Day,
): boolean {
  const { dueOn, agreementId, sides } = commitments.find(({ id }) => id === commitmentId)!;
  const recipient = recipients.find(({ id }) => id === recipientId)!;
  const { rules, holdOn } = book.of(agreementId);
  const counted = ladder?.counted.get(commitmentId) ?? [];
  return sides
    .filter(({ partyId }) => partyId === recipient.partyId || (recipient.role === 'coordinator' && !forRole))
    .some(({ partyId }) => {
      const answers = ladder?.answers.get(sideKey(commitmentId, partyId)) ?? [];
      return hasGoneOutBy(by, rule, { dueOn: dueOn!, answers, counted, rules, calendar, holdOn });
    });
}
