import { sql, type Kysely } from 'kysely';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { dueDaysSpokenOfOn } from './due-days.js';
import { chasedOften, readLadder } from './ladder.sql.js';
import { ruleBookFrom, ruleBookJson, type RawRuleBook, type RuleBook } from './rule-book.js';
import { isStep, onceOn, sincesSpokenOfOn } from './rules.js';
import { readSilences } from './silence.sql.js';
import { earliestWait, readWaiting } from './waiting.sql.js';
import type { BodySpan, OpenCommitment, PlannerInput, Recipient, SectorLeader } from './planner.types.js';

type PlanState = Omit<PlannerInput, 'day'>;

/** For no longer is a step held back: what the check of `rule_set.hold_days` allows. */
const LONGEST_HOLD = 10;

/**
 * What the planner needs to know for some days, in their order: rules, accounts, the commitments whose deadline a rule speaks of, and what
 * waits since a day that a rule speaks of.
 * @param by other rules than those in force, to see what they would do, or those of one agreement only
 */
export async function readPlanState(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  days: readonly Day[],
  by: (book: RuleBook) => RuleBook = (book) => book,
): Promise<PlanState> {
  const { book, ...read } = await readFrame(db);
  const frame = { ...read, book: by(book) };
  const dueDays = new Set(
    frame.book.sets.flatMap(({ rules }) =>
      days.flatMap((day) => dueDaysSpokenOfOn(day, frame.earliest ?? day, rules, calendar, LONGEST_HOLD)),
    ),
  );
  const often = await readChasedOften(db, frame.book);
  const commitments =
    dueDays.size + often.length === 0
      ? []
      : await readCommitments(db, [...dueDays], often, frame.book.onlyOf);
  return {
    ...frame,
    calendar,
    commitments,
    ladder: await readSteps(db, calendar, days, frame.book, commitments, often),
    waiting: await readWaits(db, calendar, days, frame),
    silences: await readSilences(db, days, frame.book),
  };
}

/** As it stands now; a body that ends by the last of the days has ended. */
async function readWaits(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  days: readonly Day[],
  { earliestWait: earliest, book }: Frame,
) {
  const last = days.at(-1);
  if (!earliest || !last) return [];
  const sinces = new Set(
    book.sets.flatMap(({ rules }) => days.flatMap((day) => sincesSpokenOfOn(day, earliest, rules, calendar))),
  );
  return sinces.size === 0 ? [] : readWaiting(db, last, [...sinces], book.onlyOf);
}

/** Where a rule goes by the count of notices: the commitments that were told so often, or once less. */
async function readChasedOften(db: Kysely<unknown>, book: RuleBook): Promise<number[]> {
  const ids: number[] = [];
  for (const { id, rules } of book.sets) {
    const counts = rules.filter(({ kind }) => kind === 'count');
    if (counts.length === 0) continue;
    const times = Math.min(...counts.map((rule) => rule.days));
    ids.push(...(await chasedOften(db, { agreements: id === 0 ? null : [id], times })));
  }
  return ids;
}

/** Of the commitments of which a step may speak on one of the days. */
async function readSteps(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  days: readonly Day[],
  book: RuleBook,
  commitments: readonly OpenCommitment[],
  often: readonly number[],
) {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return readLadder(db, [], { since: '', withCounts: false });
  const from = calendar.before(first, LONGEST_HOLD);
  const comes = ({ agreementId, dueOn }: OpenCommitment) =>
    book.of(agreementId).rules.some((rule) => {
      if (dueOn === null || dueOn >= last) return false;
      // Over several days it may be told so often by then.
      if (rule.kind === 'count') return first !== last;
      if (rule.kind !== 'step') return false;
      const due = onceOn(rule, dueOn, calendar);
      return due >= from && due <= last;
    });
  const ids = new Set([...often, ...commitments.filter(comes).map(({ id }) => id)]);
  const withCounts = book.sets.some(({ rules }) =>
    rules.some((rule) => isStep(rule) && rule.kind === 'count'),
  );
  return readLadder(db, [...ids], { since: calendar.before(from, LONGEST_HOLD), withCounts });
}

export const endedBodies = sql`
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'lastDay', last_day, 'successorId', successor_id)), '[]')
  from body where last_day is not null`;

/** Whom each side named last for a sector. */
export const namedLeaders = sql`
  select coalesce(jsonb_agg(jsonb_build_object('sectorId', sector_id, 'partyId', party_id, 'leaderId', leader_id)), '[]')
  from (select distinct on (sector_id, party_id) sector_id, party_id, leader_id from sector_leader order by sector_id, party_id, id desc) l
  where leader_id is not null`;

interface Frame {
  book: RuleBook;
  recipients: Recipient[];
  bodies: BodySpan[];
  sectorLeaders: SectorLeader[];
  /** The earliest deadline that is still open. */
  earliest: Day | null;
  earliestWait: Day | null;
}

/** Whether the account `u` is a head: where the column is not there yet, nobody is. */
export const isHeadOf = (u: string) => sql`coalesce((to_jsonb(${sql.ref(u)}) -> 'head')::boolean, false)`;

async function readFrame(db: Kysely<unknown>): Promise<Frame> {
  const { rows } = await sql<Omit<Frame, 'book'> & { book: RawRuleBook }>`
    select
      (${ruleBookJson()}) as book,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'role', role, 'partyId', party_id, 'bodyId', body_id, 'isHead', ${isHeadOf('u')}) order by id), '[]')
        from app_user u where active and role in ('liaison', 'coordinator', 'leader')) as recipients,
      (${endedBodies}) as bodies, (${namedLeaders}) as "sectorLeaders",
      (select min(due_on)::text from commitment where status in ('not_started', 'in_progress')) as earliest,
      ${earliestWait} as "earliestWait"`.execute(db);
  const { book, ...frame } = rows[0]!;
  return { ...frame, book: ruleBookFrom(book) };
}

async function readCommitments(
  db: Kysely<unknown>,
  dueDays: Day[],
  besides: number[],
  agreementId: number | null,
): Promise<OpenCommitment[]> {
  const { rows } = await sql<OpenCommitment>`
    select ${commitmentColumns} from commitment c
    where c.status in ('not_started', 'in_progress')
      and (c.due_on = any(${dueDays}::date[]) ${besides.length > 0 ? sql`or c.id = any(${besides})` : sql``})
      ${agreementId === null ? sql`` : sql`and c.agreement_id = ${agreementId}`}
    order by c.due_on, c.agreement_id, c.position`.execute(db);
  return rows;
}

/** The present state of commitments, open or not. */
export async function readCommitmentsById(db: Kysely<unknown>, ids: number[]): Promise<OpenCommitment[]> {
  const { rows } = await sql<OpenCommitment>`
    select ${commitmentColumns} from commitment c where c.id = any(${ids}) order by c.id`.execute(db);
  return rows;
}

/** Of `commitment c`. */
export const commitmentColumns = sql`c.id, c.agreement_id as "agreementId", c.sector_id as "sectorId", c.status, c.due_on::text as "dueOn",
  c.due_version as "dueVersion",
  array(select party_id from agreement_party p where p.agreement_id = c.agreement_id order by position) as "partyIds",
  (select coalesce(jsonb_agg(jsonb_build_object('partyId', s.party_id, 'leadBodyId', s.lead_body_id, 'status', s.status,
      'isUnderReview', exists (select 1 from submitted_report r where r.side_id = s.id and not exists (select 1 from report_review v where v.report_id = r.id)))
    order by s.position), '[]') from commitment_side s where s.commitment_id = c.id) as sides`;
