import { sql, type Kysely } from 'kysely';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { ruleBookFrom, ruleBookJson, type RawRuleBook, type RuleBook } from './rule-book.js';
import { dueDaysSpokenOfOn, sincesSpokenOfOn } from './rules.js';
import { earliestWait, readWaiting } from './waiting.sql.js';
import type { BodySpan, OpenCommitment, PlannerInput, Recipient } from './planner.types.js';

type PlanState = Omit<PlannerInput, 'day'>;

/**
 * What the planner needs to know for some days, in their order: rules, accounts, the commitments whose deadline a rule speaks of, and what
 * waits since a day that a rule speaks of.
 * @param revise to see what other rules would say
 */
export async function readPlanState(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  days: readonly Day[],
  revise: (book: RuleBook) => RuleBook = (book) => book,
): Promise<PlanState> {
  const read = await readFrame(db);
  const frame = { ...read, book: revise(read.book) };
  const dueDays = new Set(
    frame.book.sets.flatMap(({ rules }) =>
      days.flatMap((day) => dueDaysSpokenOfOn(day, frame.earliest ?? day, rules, calendar)),
    ),
  );
  const commitments = dueDays.size === 0 ? [] : await readCommitments(db, [...dueDays]);
  return { ...frame, calendar, commitments, waiting: await readWaits(db, calendar, days, frame) };
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
  return sinces.size === 0 ? [] : readWaiting(db, last, [...sinces]);
}

export const endedBodies = sql`
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'lastDay', last_day, 'successorId', successor_id)), '[]')
  from body where last_day is not null`;

interface Frame {
  book: RuleBook;
  recipients: Recipient[];
  bodies: BodySpan[];
  /** The earliest deadline that is still open. */
  earliest: Day | null;
  earliestWait: Day | null;
}

async function readFrame(db: Kysely<unknown>): Promise<Frame> {
  const { rows } = await sql<Frame & { book: RawRuleBook }>`
    select
      (${ruleBookJson}) as book,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'role', role, 'partyId', party_id, 'bodyId', body_id) order by id), '[]')
        from app_user where active and role in ('liaison', 'coordinator', 'leader')) as recipients,
      (${endedBodies}) as bodies,
      (select min(due_on)::text from commitment where status in ('not_started', 'in_progress')) as earliest,
      ${earliestWait} as "earliestWait"`.execute(db);
  const { book, ...frame } = rows[0]!;
  return { ...frame, book: ruleBookFrom(book) };
}

async function readCommitments(db: Kysely<unknown>, dueDays: Day[]): Promise<OpenCommitment[]> {
  const { rows } = await sql<OpenCommitment>`
    select ${commitmentColumns} from commitment c
    where c.status in ('not_started', 'in_progress') and c.due_on = any(${dueDays}::date[])
    order by c.due_on, c.agreement_id, c.position`.execute(db);
  return rows;
}

/** The present state of commitments, open or not. */
export async function readCommitmentsById(db: Kysely<unknown>, ids: number[]): Promise<OpenCommitment[]> {
  const { rows } = await sql<OpenCommitment>`
    select ${commitmentColumns} from commitment c where c.id = any(${ids}) order by c.id`.execute(db);
  return rows;
}

const commitmentColumns = sql`c.id, c.agreement_id as "agreementId", c.status, c.due_on::text as "dueOn", c.due_version as "dueVersion",
  array(select party_id from agreement_party p where p.agreement_id = c.agreement_id order by position) as "partyIds",
  (select coalesce(jsonb_agg(jsonb_build_object('partyId', s.party_id, 'leadBodyId', s.lead_body_id, 'status', s.status,
      'isUnderReview', exists (select 1 from submitted_report r where r.side_id = s.id and not exists (select 1 from report_review v where v.report_id = r.id)))
    order by s.position), '[]') from commitment_side s where s.commitment_id = c.id) as sides`;
