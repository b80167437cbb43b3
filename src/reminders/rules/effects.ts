import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { RequestScope } from '../../identity/scope.js';
import { addDays, weekdayOf, type Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { PreviewQueries } from '../pages/preview.queries.js';
import { planComing, type ComingDay } from '../plan/coming.js';
import type { PlannedReminder, Recipient } from '../plan/planner.types.js';
import type { RuleSet } from '../plan/rule-book.js';
import { codeOf, nameOf } from '../plan/rule-catalogue.js';
import { completed } from './rules.refusals.js';
import type { RulesPut } from './rules.types.js';

export const EFFECT_DAYS = 60;
const MOST_DIFFERENCES = 20;

export const effectRoles = ['officer', 'head', 'leader', 'coordinator'] as const;
export type EffectRole = (typeof effectRoles)[number];

/** Under the rules in force, and under those put. */
export interface NowAndThen {
  now: number;
  later: number;
}

export interface WeekEffect {
  monday: Day;
  mails: NowAndThen;
  lines: NowAndThen;
}

/** A line that only one of the two has. */
export interface Difference {
  day: Day;
  isNew: boolean;
  rule: BilingualText | null;
  code: string;
  commitment: { id: number; code: string; title: BilingualText };
  recipient: { id: number; name: BilingualText };
}

export interface Effects {
  from: Day;
  to: Day;
  mails: NowAndThen;
  lines: NowAndThen;
  weeks: WeekEffect[];
  roles: ({ role: EffectRole } & Record<'mails' | 'lines', NowAndThen>)[];
  differences: Difference[];
  /** Of which the first are named. */
  differ: number;
}

/** What other rules would do within the next days, as things stand now: the preview of the real runs, asked twice. */
@Injectable()
export class RulesEffects {
  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly previews: PreviewQueries,
  ) {}

  /** A side is told of what its own people would get. */
  async of({ agreement, viewer }: RequestScope, put: RulesPut): Promise<Effects> {
    const db = this.em.fork().getKysely() as unknown as Kysely<unknown>;
    const calendar = await this.calendars.load();
    const next = await this.previews.nextRun(calendar);
    const to = addDays(next, EFFECT_DAYS - 1);
    const set = {
      holdDays: put.holdDays,
      rules: put.rules.map(completed).map((rule) => ({ ...rule, code: codeOf(rule) })),
    };
    // One after the other: whoever asks holds one connection, and no more than one plan, at a time.
    const now = await planComing(db, calendar, next, to, (book) => book.only(agreement.id));
    const later = await planComing(db, calendar, next, to, (book) =>
      book.with(agreement.id, set, next).only(agreement.id),
    );
    const recipients = now[0]?.input.recipients ?? [];
    const ours = await ownRows(db, agreement.id, viewer.party?.id ?? null, recipients);
    const [before, after] = [heardOf(now).filter(ours), heardOf(later).filter(ours)];
    const differences = differencesOf(before, after);
    return {
      from: next,
      to,
      ...both(before, after),
      weeks: weeksOf(before, after),
      roles: rolesOf(before, after, recipients),
      differences: await named(db, differences.slice(0, MOST_DIFFERENCES), set),
      differ: differences.length,
    };
  }
}

const heardOf = (days: readonly ComingDay[]) =>
  days.flatMap(({ rows }) => rows.filter(({ unheard }) => unheard === undefined));

async function ownRows(
  db: Kysely<unknown>,
  agreementId: number,
  partyId: number | null,
  recipients: readonly Recipient[],
): Promise<(row: PlannedReminder) => boolean> {
  const { rows } = await sql<{
    id: number;
  }>`select id from commitment where agreement_id = ${agreementId}`.execute(db);
  const commitments = new Set(rows.map(({ id }) => id));
  const people = new Set(
    recipients.filter((one) => partyId === null || one.partyId === partyId).map(({ id }) => id),
  );
  return ({ commitmentId, recipientId }) => commitments.has(commitmentId) && people.has(recipientId);
}

const mailsOf = (rows: readonly PlannedReminder[]) =>
  new Set(rows.map(({ recipientId, day }) => `${recipientId} ${day}`)).size;

function both(now: readonly PlannedReminder[], later: readonly PlannedReminder[]) {
  return {
    mails: { now: mailsOf(now), later: mailsOf(later) },
    lines: { now: now.length, later: later.length },
  };
}

function weeksOf(now: readonly PlannedReminder[], later: readonly PlannedReminder[]): WeekEffect[] {
  const mondayOf = ({ day }: PlannedReminder) => addDays(day, -((weekdayOf(day) + 6) % 7));
  const [before, after] = [Map.groupBy(now, mondayOf), Map.groupBy(later, mondayOf)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .map((monday) => ({ monday, ...both(before.get(monday) ?? [], after.get(monday) ?? []) }));
}

function rolesOf(
  now: readonly PlannedReminder[],
  later: readonly PlannedReminder[],
  recipients: readonly Recipient[],
): Effects['roles'] {
  const roles = new Map(recipients.map((one) => [one.id, roleOf(one)]));
  const of = (rows: readonly PlannedReminder[], role: EffectRole) =>
    rows.filter(({ recipientId }) => roles.get(recipientId) === role);
  return effectRoles.map((role) => ({ role, ...both(of(now, role), of(later, role)) }));
}

function roleOf(recipient: Recipient & { isHead?: boolean }): EffectRole {
  if (recipient.role === 'leader' || recipient.role === 'coordinator') return recipient.role;
  return recipient.isHead ? 'head' : 'officer';
}

type Raw = PlannedReminder & { isNew: boolean };

/** By day: what goes, then what comes. */
function differencesOf(now: readonly PlannedReminder[], later: readonly PlannedReminder[]): Raw[] {
  const keyOf = ({ recipientId, commitmentId, rule, day }: PlannedReminder) =>
    `${recipientId}:${commitmentId}:${rule}:${day}`;
  const [before, after] = [new Set(now.map(keyOf)), new Set(later.map(keyOf))];
  return [
    ...now.filter((row) => !after.has(keyOf(row))).map((row) => ({ ...row, isNew: false })),
    ...later.filter((row) => !before.has(keyOf(row))).map((row) => ({ ...row, isNew: true })),
  ].toSorted((one, other) => one.day.localeCompare(other.day));
}

async function named(db: Kysely<unknown>, rows: readonly Raw[], set: RuleSet): Promise<Difference[]> {
  const asked = rows.map(({ commitmentId, recipientId, rule }, place) => ({
    place,
    commitmentId,
    recipientId,
    rule,
  }));
  const { rows: names } = await sql<Pick<Difference, 'commitment' | 'recipient' | 'rule'>>`
    select jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title) as commitment,
      jsonb_build_object('id', u.id, 'name', u.name) as recipient, r.name as rule
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (place integer, "commitmentId" integer, "recipientId" integer, rule text)
    join commitment c on c.id = a."commitmentId" join app_user u on u.id = a."recipientId"
    left join reminder_rule r on r.code = a.rule order by a.place`.execute(db);
  return rows.map(({ day, isNew, rule: code }, place) => {
    const own = set.rules.find((rule) => rule.code === code);
    const { rule, ...who } = names[place]!;
    return { day, isNew, code, ...who, rule: rule ?? (own ? nameOf(own) : null) };
  });
}
