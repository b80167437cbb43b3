import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { Clock, type Day } from '../../platform/clock.js';
import type { AuditWitness } from '../../audit/witness.js';
import { LEASE_MINUTES } from './digest.queue.js';
import { isForLaterRun } from '../ledger/earlier-days.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { readNow } from '../plan/now.js';
import { endedBodies, isHeadOf, namedLeaders } from '../plan/plan.state.js';
import { ruleBookFrom, ruleBookJson, type RawRuleBook } from '../plan/rule-book.js';
import { reasonToSkip, type PlannedRow } from '../plan/still-due.js';
import type { BodySpan, Recipient, SectorLeader } from '../plan/planner.types.js';
import type { SkipReason } from '../ledger/reasons.js';
import { reasonUnheard } from '../wishes/still-heard.js';
import { byUser, wishesAbout } from '../wishes/wishes.sql.js';
import { isFirstOfWeek, type Wish } from '../wishes/wishes.js';

export interface ClaimedDigest {
  id: number;
  recipientId: number;
  day: Day;
  messageId: string;
  /** From 1. */
  attempt: number;
  /** Of the day's run; null where an older version ran it. */
  auditHead: AuditWitness | null;
  /** What is still to be said. */
  rows: {
    id: number;
    commitmentId: number;
    rule: string;
    forRole: 'head' | 'leader' | null;
    onBehalfOf: number | null;
  }[];
}

interface Row extends PlannedRow {
  id: number;
  digestId: number;
  /** Of which post it is, where nobody has that and the office is told instead. */
  forRole: 'head' | 'leader' | null;
  /** For whom it is meant, where the recipient stands in. */
  onBehalfOf: number | null;
}

/** The steps of digests in the ledger, each a short transaction; none is open while a mail is on its way. */
@Injectable()
export class DigestClaims {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendarService,
    private readonly time: RunCalendar,
  ) {}

  /**
   * Takes digests, and skips those of their rows that are no longer due.
   * @returns without those that another worker has, that are final, or of which nothing is left
   */
  async claim(ids: readonly number[]): Promise<ClaimedDigest[]> {
    const calendar = await this.calendars.load();
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const digests = await take(db, ids);
      if (digests.length === 0) return [];
      // A clock that is set back meanwhile makes no mail of tomorrow of one that was planned today.
      const today = [this.clock.today(), ...digests.map(({ day }) => day)].sort().at(-1)!;
      const rows = await skipWhatIsNoLongerDue(db, digests, today, calendar);
      const empty = digests.filter(({ id }) => !rows.has(id)).map(({ id }) => id);
      if (empty.length > 0)
        await sql`update digest set status = 'skipped', reason = 'nothing_left', lease_until = null where id = any(${empty})`.execute(
          db,
        );
      return digests.flatMap((digest) => {
        const left = rows.get(digest.id);
        return left ? [{ ...digest, rows: left }] : [];
      });
    });
  }

  /**
   * Which of those that wait may go out now. The hour is asked here and not only when they were queued: since then they may have waited for another
   * attempt, or for a worker that was down for the weekend. One of a day that is over and that nobody has is left to the day's run.
   * @param askedOn the day on which somebody asked for them, at whatever hour
   */
  async mayGo(ids: readonly number[], askedOn?: Day): Promise<number[]> {
    const today = this.clock.today();
    const isAsked = askedOn === today;
    if (!isAsked && !(await this.time.isSendingNow())) return [];
    const { rows } = await sql<{ id: number }>`
      select id::integer from digest where id = any(${[...ids]}) and status = 'planned'
        ${isAsked ? sql`` : sql`and not ${isForLaterRun(today)}`} order by id`.execute(
      this.em.fork().getKysely(),
    );
    return rows.map(({ id }) => id);
  }

  /** They are not to go out just now: they wait in the ledger, for the next minute, the next hours, or the next run. */
  async putBack(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await sql`update digest set lease_until = null where id = any(${[...ids]}) and status = 'planned'`.execute(
      this.em.fork().getKysely(),
    );
  }

  /** The same of those taken for nothing: that was no attempt. */
  async giveBack(digests: readonly ClaimedDigest[]): Promise<void> {
    if (digests.length === 0) return;
    const taken = JSON.stringify(digests.map(({ id, attempt }) => ({ id, attempt })));
    await sql`
      update digest d set status = 'planned', attempts = d.attempts - 1, lease_until = null
      from jsonb_to_recordset(${taken}::jsonb) as t (id bigint, attempt integer)
      where d.id = t.id and d.status = 'claimed' and d.attempts = t.attempt`.execute(
      this.em.fork().getKysely(),
    );
  }

  async daysOf(ids: readonly number[]): Promise<Day[]> {
    const { rows } = await sql<{
      day: Day;
    }>`select distinct day::text from digest where id = any(${[...ids]})`.execute(this.em.fork().getKysely());
    return rows.map(({ day }) => day);
  }

  markSent(digests: readonly ClaimedDigest[]): Promise<void> {
    return this.end(digests, 'sent', null, this.clock.now());
  }

  markFailed(digest: ClaimedDigest, reason: string): Promise<void> {
    return this.end([digest], 'failed', reason, null);
  }

  /** Back to waiting for the next attempt. @param waitMs until then no run takes the digest for lost */
  async release(digest: ClaimedDigest, reason: string, waitMs: number): Promise<void> {
    await sql`
      with released as (
        update digest set status = 'planned', reason = ${reason},
          lease_until = now() + make_interval(mins => ${LEASE_MINUTES}) + make_interval(secs => ${waitMs / 1000})
        where id = ${digest.id} and status = 'claimed' and attempts = ${digest.attempt} returning id
      )
      update reminder r set status = 'planned', reason = ${reason}
      from released where r.digest_id = released.id and ${isUndecided}`.execute(this.em.fork().getKysely());
  }

  /** Nothing of those whose lease ran out meanwhile, so that another attempt has taken over. Locked in their order, as by whoever plans the day. */
  private async end(
    digests: readonly ClaimedDigest[],
    status: 'sent' | 'failed',
    reason: string | null,
    sentAt: Date | null,
  ): Promise<void> {
    const [ids, attempts] = [digests.map(({ id }) => id), digests.map(({ attempt }) => attempt)];
    await sql`
      with own as (
        select d.id from unnest(${ids}::bigint[], ${attempts}::integer[]) t (id, attempt)
          join digest d on d.id = t.id and d.status = 'claimed' and d.attempts = t.attempt order by d.id for update of d
      ), ended as (
        update digest d set status = ${status}, reason = ${reason}, sent_at = ${sentAt}, lease_until = null from own where d.id = own.id
      )
      update reminder r set status = ${status}, reason = ${reason}, sent_at = ${sentAt}
      from own where r.digest_id = own.id and ${isUndecided}`.execute(this.em.fork().getKysely());
  }
}

/**
 * A row `r` of a digest that is in somebody's hands, of which nothing has become yet. Whose it is says the digest alone: to write that into each
 * row as well, and to take it back, would double what PostgreSQL has to do. Said so that it looks by the digest: the index of what waits is full of
 * what has been sent a moment ago.
 */
const isUndecided = sql`r.status not in ('sent', 'failed', 'skipped')`;

type Taken = Omit<ClaimedDigest, 'rows'>;

/** In their order, so that two who want the same do not wait for each other. */
async function take(db: Kysely<unknown>, ids: readonly number[]): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    update digest set status = 'claimed', attempts = attempts + 1,
      lease_until = now() + make_interval(mins => ${LEASE_MINUTES})
    where id in (select id from digest where id = any(${[...ids]}) and status = 'planned' order by id for update)
    returning id::integer, recipient_id as "recipientId", day::text, message_id as "messageId", attempts as attempt,
      (select r.audit_head from reminder_run r where r.day = digest.day) as "auditHead"`.execute(db);
  return rows.sort((a, b) => a.id - b.id);
}

/** @returns what is left, by digest */
async function skipWhatIsNoLongerDue(
  db: Kysely<unknown>,
  digests: readonly Taken[],
  today: Day,
  calendar: WorkingCalendar,
): Promise<Map<number, Row[]>> {
  const { rows } = await sql<Row>`
    select id::integer, digest_id::integer as "digestId", commitment_id as "commitmentId", rule, due_version as "dueVersion", day::text,
      for_role as "forRole", on_behalf_of as "onBehalfOf"
    from reminder r where digest_id = any(${digests.map(({ id }) => id)}) and ${isUndecided} order by id`.execute(
    db,
  );
  const { people, wishes, ...state } = await readReaders(db, digests, rows);
  const now = await readNow(db, today, rows, {
    ...state,
    people: [...people.values()].filter(mayDecide),
    calendar,
  });
  const heard = { wishes: byUser(wishes), today };
  const reasonOf = (row: Row, { recipientId, day }: Taken): SkipReason | null => {
    const recipient = people.get(recipientId)!;
    if (!recipient.active) return row.onBehalfOf === null ? 'account_disabled' : 'stand_in_changed';
    const meantFor = people.get(row.onBehalfOf ?? recipientId)!;
    const mail = { ...heard, recipient, isFirstOfWeek: isFirstOfWeek(day, calendar) };
    return reasonToSkip(row, meantFor, now) ?? reasonUnheard(row, now, mail);
  };
  const ofId = new Map(digests.map((digest) => [digest.id, digest]));
  const judged = rows.map((row) => ({ row, reason: reasonOf(row, ofId.get(row.digestId)!) }));
  const skipped = judged.flatMap(({ row: { id }, reason }) => (reason === null ? [] : [{ id, reason }]));
  if (skipped.length > 0)
    await sql`
      update reminder r set status = 'skipped', reason = s.reason
      from jsonb_to_recordset(${JSON.stringify(skipped)}::jsonb) as s (id bigint, reason text) where r.id = s.id`.execute(
      db,
    );
  const left = judged.filter(({ reason }) => reason === null).map(({ row }) => row);
  return Map.groupBy(left, ({ digestId }) => digestId);
}

type Person = Recipient & { active: boolean };

const mayDecide = ({ active, role }: Person) => active && (role === 'leader' || role === 'coordinator');

/** Those who get the mails, those they stand in for, and who decides on their sides; and what their reminders go by. */
async function readReaders(db: Kysely<unknown>, digests: readonly Taken[], lines: readonly Row[]) {
  const readers = digests.map(({ recipientId }) => recipientId);
  const others = lines.flatMap(({ onBehalfOf }) => onBehalfOf ?? []);
  const person = sql`jsonb_build_object('id', u.id, 'role', u.role, 'partyId', u.party_id, 'bodyId', u.body_id, 'active', u.active,
    'isHead', ${isHeadOf('u')})`;
  const ofLines = sql`n.agreement_id in (
    select c.agreement_id from commitment c where c.id = any(${lines.map(({ commitmentId }) => commitmentId)}))`;
  const { rows } = await sql<{
    people: Person[];
    bodies: BodySpan[];
    sectorLeaders: SectorLeader[];
    book: RawRuleBook;
    wishes: Wish[];
  }>`
    select (${endedBodies}) as bodies, (${namedLeaders}) as "sectorLeaders", (${ruleBookJson(ofLines)}) as book, ${wishesAbout(readers)} as wishes,
      (select coalesce(jsonb_agg(${person}), '[]') from app_user u
        where u.id = any(${[...readers, ...others]}) or u.active and u.role in ('leader', 'coordinator')
          and u.party_id in (select r.party_id from app_user r where r.id = any(${readers}))) as people`.execute(
    db,
  );
  const { book, people, ...found } = rows[0]!;
  return { ...found, people: new Map(people.map((one) => [one.id, one])), book: ruleBookFrom(book) };
}
