import { sql, type Kysely, type RawBuilder } from 'kysely';
import { TIME_ZONE, type Day } from '../../platform/clock.js';
import type { HoldOn } from './ladder.js';
import { RUN_AT } from './run-calendar.js';
import type { ReminderRule } from './rules.js';

/** Working days for which an answer keeps a step back, where an agreement does not say. */
export const SHIPPED_HOLD_DAYS = 3;

export interface RuleSet {
  rules: readonly ReminderRule[];
  /** Working days for which an answer keeps a step back. */
  holdDays: number;
}

/** A set with what it takes to go by it. */
export interface SetInForce extends RuleSet {
  /** Told apart from others by it. */
  id: number;
  /** The days on which it was longer or shorter stay as they were. */
  holdOn: HoldOn;
  holds?: Holds;
}

/** From which day on steps are held for how long, newest first. */
type Holds = readonly { from: Day; holdDays: number }[];

interface OwnSet {
  agreementId: number;
  codes: string[];
  holds: Holds;
}

/** As the database has it. */
export interface RawRuleBook {
  catalogue: (ReminderRule & { shipped: boolean })[];
  /** Of agreements that have rules of their own. */
  own: OwnSet[];
}

/** By which rules each agreement's reminders go: its own, else those shipped. */
export class RuleBook {
  private readonly own: ReadonlyMap<number, SetInForce>;
  private readonly shipped: SetInForce;
  private readonly catalogue: ReadonlyMap<string, ReminderRule>;

  constructor(
    shipped: RuleSet,
    own: Iterable<readonly [agreementId: number, set: RuleSet & { holds?: Holds }]> = [],
    catalogue: readonly ReminderRule[] = shipped.rules,
    /** The one agreement of which it speaks; null where of all. */
    readonly onlyOf: number | null = null,
  ) {
    this.shipped = { ...shipped, id: 0, holdOn: () => shipped.holdDays };
    this.own = new Map([...own].map(([id, set]) => [id, { ...set, id, holdOn: holdBy(set) }]));
    this.catalogue = new Map(catalogue.map((rule) => [rule.code, rule]));
  }

  of(agreementId: number): SetInForce {
    return this.own.get(agreementId) ?? this.shipped;
  }

  /** A rule by its code, in force or not. */
  named(code: string): ReminderRule | undefined {
    return this.catalogue.get(code);
  }

  /** All that are in force somewhere: to find what any of them may speak of. */
  get sets(): SetInForce[] {
    return [this.shipped, ...this.own.values()];
  }

  /** The same, but for one agreement: to see what other rules would do. @param from the day of the first run by them */
  with(agreementId: number, set: RuleSet, from: Day): RuleBook {
    const catalogue = [...this.catalogue.values(), ...set.rules];
    const holds = [{ from, holdDays: set.holdDays }, ...(this.of(agreementId).holds ?? [])];
    return new RuleBook(this.shipped, [...this.own, [agreementId, { ...set, holds }]], catalogue);
  }

  /** The same of one agreement; of all others it has nothing to say. */
  only(agreementId: number): RuleBook {
    const own = this.of(agreementId);
    return new RuleBook(
      { ...this.shipped, rules: [] },
      [[agreementId, own]],
      [...this.catalogue.values()],
      agreementId,
    );
  }
}

function holdBy({ holdDays, holds = [] }: RuleSet & { holds?: Holds }): HoldOn {
  if (holds.length === 0) return () => holdDays;
  return (day) => holds.find(({ from }) => day >= from)?.holdDays ?? SHIPPED_HOLD_DAYS;
}

/** Those of one agreement. */
export async function readRulesOf(
  db: Pick<Kysely<never>, 'getExecutor'>,
  agreementId: RawBuilder<unknown>,
): Promise<ReminderRule[]> {
  const { rows } = await sql<{ rule: ReminderRule }>`
    select ${ruleJson} as rule from reminder_rule u where ${isInForce(agreementId)}`.execute(db);
  return rows.map(({ rule }) => rule);
}

export function ruleBookFrom({ catalogue, own }: RawRuleBook): RuleBook {
  const rules: ReminderRule[] = catalogue.map(({ shipped: _shipped, ...rule }) => rule);
  const chosen = (codes: readonly string[]) => rules.filter(({ code }) => codes.includes(code));
  const shipped = chosen(catalogue.filter((rule) => rule.shipped).map(({ code }) => code));
  return new RuleBook(
    { rules: shipped, holdDays: SHIPPED_HOLD_DAYS },
    own.map(({ agreementId, codes, holds }) => [
      agreementId,
      { rules: chosen(codes), holdDays: holds[0]!.holdDays, holds },
    ]),
    rules,
  );
}

/** The row `u` of `reminder_rule`, as a rule. */
export const ruleJson = sql`jsonb_build_object('code', u.code, 'kind', u.kind, 'days', u.working_days, 'unit', u.unit,
  'thenEvery', u.then_every, 'to', to_jsonb(u.recipients))`;

const newestSets = sql`(select distinct on (agreement_id) agreement_id, codes from rule_set order by agreement_id, id desc)`;

/** Local time at which a day is run: as it was where it was run, else as it is set. */
const runAtOn = (day: RawBuilder<unknown>) => sql`coalesce(
  (select coalesce(r.run_at, ${RUN_AT}::time) from reminder_run r where r.day = ${day}), (select run_at from mail_setting))`;

/** The first day whose run goes by a set: that of its making only where it was made before the hour. */
const firstRunBy = sql`((s.made_at at time zone ${TIME_ZONE} - ${runAtOn(sql`(s.made_at at time zone ${TIME_ZONE})::date`)})::date + 1)`;

/**
 * For a statement that reads more besides.
 * @param isAsked of which agreements, `n.agreement_id`, the sets of their own are read: a mail or a page needs those of a few
 */
export const ruleBookJson = (isAsked: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => sql`
  select jsonb_build_object(
    'catalogue', (select coalesce(jsonb_agg(${ruleJson} || jsonb_build_object('shipped', u.shipped) order by u.code), '[]')
      from reminder_rule u where u.kind not in ('notice', 'chase')),
    'own', (select coalesce(jsonb_agg(jsonb_build_object('agreementId', n.agreement_id, 'codes', n.codes, 'holds', (
          select jsonb_agg(jsonb_build_object('from', ${firstRunBy}, 'holdDays', s.hold_days) order by s.id desc)
          from rule_set s where s.agreement_id = n.agreement_id)) order by n.agreement_id), '[]')
      from ${newestSets} n where ${isAsked}))`;

/** Whether an agreement's reminders go by the row `u` of `reminder_rule`. */
export const isInForce = (agreementId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`coalesce(
  u.code = any((select s.codes from rule_set s where s.agreement_id = ${agreementId} order by s.id desc limit 1)::text[]), u.shipped)`;

export const isInForceAnywhere = sql<boolean>`(u.shipped or exists (select 1 from ${newestSets} s where u.code = any(s.codes)))`;

/** The soonest by which leaders of a party are told what waits for them, as the mails to them explain it. */
export const leaderRule = (partyId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select jsonb_build_object('days', u.working_days, 'thenEvery', u.then_every) from reminder_rule u
  where u.kind = 'leader_waits'
  order by exists (select 1 from agreement_party ap where ap.party_id = ${partyId} and ${isInForce(sql`ap.agreement_id`)}) desc,
    u.shipped desc, u.working_days limit 1`;
