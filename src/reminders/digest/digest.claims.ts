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
import { byUser, firstOfWeek, wishesAbout } from '../wishes/wishes.sql.js';
import type { Wish } from '../wishes/wishes.js';

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
  /** Of which post it is, where nobody has that and the office is told instead. */
  forRole: 'head' | 'leader' | null;
  /** For whom it is meant, where the recipient stands in. */
  onBehalfOf: number | null;
}

/** The steps of a digest in the ledger, each a short transaction; none is open while a mail is on its way. */
@Injectable()
export class DigestClaims {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendarService,
    private readonly time: RunCalendar,
  ) {}

  /**
   * Takes a digest, and skips those of its rows that are no longer due.
   * @returns null where another worker has it, it is final, or nothing of it is left
   */
  claim(id: number): Promise<ClaimedDigest | null> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const { rows: digests } = await sql<Omit<ClaimedDigest, 'rows'>>`
        update digest set status = 'claimed', attempts = attempts + 1,
          lease_until = now() + make_interval(mins => ${LEASE_MINUTES})
        where id = ${id} and status = 'planned'
        returning id::integer, recipient_id as "recipientId", day::text, message_id as "messageId", attempts as attempt,
          (select r.audit_head from reminder_run r where r.day = digest.day) as "auditHead"`.execute(db);
      const digest = digests[0];
      if (!digest) return null;
      const rows = await skipWhatIsNoLongerDue(db, digest, this.clock.today(), await this.calendars.load());
      if (rows.length === 0) {
        await sql`update digest set status = 'skipped', reason = 'nothing_left', lease_until = null where id = ${id}`.execute(
          db,
        );
        return null;
      }
      return { ...digest, rows };
    });
  }

  /**
   * Whether it may go out now. The hour is asked here and not only when it was queued: since then it may have waited for another attempt, or
   * for a worker that was down for the weekend. One of a day that is over and that nobody has is left to the day's run.
   * @param askedOn the day on which somebody asked for it, at whatever hour
   */
  async mayGo(id: number, askedOn?: Day): Promise<boolean> {
    const today = this.clock.today();
    if (askedOn === today) return true;
    if (!(await this.time.isSendingNow())) return false;
    const { rows } = await sql`select 1 from digest where id = ${id} and ${isForLaterRun(today)}`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length === 0;
  }

  /** It is not to go out just now: it waits in the ledger, for the next minute, the next hours, or the next run. */
  async putBack(id: number): Promise<void> {
    await sql`update digest set lease_until = null where id = ${id} and status = 'planned'`.execute(
      this.em.fork().getKysely(),
    );
  }

  async dayOf(id: number): Promise<Day | undefined> {
    const { rows } = await sql<{ day: Day }>`select day::text from digest where id = ${id}`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]?.day;
  }

  markSent(digest: ClaimedDigest): Promise<void> {
    return this.end(digest, 'sent', null, this.clock.now());
  }

  markFailed(digest: ClaimedDigest, reason: string): Promise<void> {
    return this.end(digest, 'failed', reason, null);
  }

  /** Back to waiting for the next attempt. @param waitMs until then no run takes the digest for lost */
  async release(digest: ClaimedDigest, reason: string, waitMs: number): Promise<void> {
    await sql`
      with released as (
        update digest set status = 'planned', reason = ${reason},
          lease_until = now() + make_interval(mins => ${LEASE_MINUTES}) + make_interval(secs => ${waitMs / 1000})
        where id = ${digest.id} and status = 'claimed' and attempts = ${digest.attempt} returning id
      )
      update reminder set status = 'planned', reason = ${reason}
      from released where digest_id = released.id and status = 'claimed'`.execute(this.em.fork().getKysely());
  }

  /** Nothing, where the lease ran out meanwhile and another attempt has taken over. */
  private async end(
    digest: ClaimedDigest,
    status: 'sent' | 'failed',
    reason: string | null,
    sentAt: Date | null,
  ): Promise<void> {
    await sql`
      with ended as (
        update digest set status = ${status}, reason = ${reason}, sent_at = ${sentAt}, lease_until = null
        where id = ${digest.id} and status = 'claimed' and attempts = ${digest.attempt} returning id
      )
      update reminder set status = ${status}, reason = ${reason}, sent_at = ${sentAt}
      from ended where digest_id = ended.id and status = 'claimed'`.execute(this.em.fork().getKysely());
  }
}

async function skipWhatIsNoLongerDue(
  db: Kysely<unknown>,
  digest: Omit<ClaimedDigest, 'rows'>,
  today: Day,
  calendar: WorkingCalendar,
): Promise<ClaimedDigest['rows']> {
  const { rows } = await sql<Row>`
    update reminder set status = 'claimed', reason = null where digest_id = ${digest.id} and status in ('planned', 'claimed')
    returning id::integer, commitment_id as "commitmentId", rule, due_version as "dueVersion", day::text, for_role as "forRole", on_behalf_of as "onBehalfOf"`.execute(
    db,
  );
  const { recipient, wishes, isFirstOfWeek, represented, ...state } = await readRecipient(db, digest);
  const now = await readNow(db, today, rows, { ...state, calendar });
  const heard = { recipient, wishes: byUser(wishes), isFirstOfWeek, today };
  const meantFor = new Map([recipient, ...represented].map((one) => [one.id, one]));
  const reasonOf = (row: Row): SkipReason | null =>
    recipient.active
      ? (reasonToSkip(row, meantFor.get(row.onBehalfOf ?? recipient.id)!, now) ??
        reasonUnheard(row, now, heard))
      : row.onBehalfOf === null
        ? 'account_disabled'
        : 'stand_in_changed';
  const judged = rows.map((row) => ({ ...row, reason: reasonOf(row) }));
  const skipped = judged.filter(({ reason }) => reason !== null);
  await sql`
    update reminder r set status = 'skipped', reason = s.reason
    from jsonb_to_recordset(${JSON.stringify(skipped)}::jsonb) as s (id bigint, reason text) where r.id = s.id`.execute(
    db,
  );
  return judged.filter(({ reason }) => reason === null);
}

async function readRecipient(
  db: Kysely<unknown>,
  { id: digestId, recipientId: id, day }: Omit<ClaimedDigest, 'rows'>,
) {
  const person = (
    u: string,
  ) => sql`jsonb_build_object('id', ${sql.ref(`${u}.id`)}, 'role', ${sql.ref(`${u}.role`)},
    'partyId', ${sql.ref(`${u}.party_id`)}, 'bodyId', ${sql.ref(`${u}.body_id`)}, 'active', ${sql.ref(`${u}.active`)},
    'isHead', ${isHeadOf(u)})`;
  const ofItsRows = sql`n.agreement_id in (
    select c.agreement_id from reminder r join commitment c on c.id = r.commitment_id where r.digest_id = ${digestId})`;
  const { rows } = await sql<{
    recipient: Recipient & { active: boolean };
    represented: (Recipient & { active: boolean })[];
    people: Recipient[];
    bodies: BodySpan[];
    sectorLeaders: SectorLeader[];
    book: RawRuleBook;
    wishes: Wish[];
    isFirstOfWeek: boolean;
  }>`
    select ${person('u')} as recipient, (${endedBodies}) as bodies, (${namedLeaders}) as "sectorLeaders", (${ruleBookJson(ofItsRows)}) as book,
      (select coalesce(jsonb_agg(${person('o')}), '[]') from app_user o
        where o.active and o.party_id = u.party_id and o.role in ('leader', 'coordinator')) as people,
      (select coalesce(jsonb_agg(${person('o')}), '[]') from app_user o
        where o.id in (select r.on_behalf_of from reminder r where r.digest_id = ${digestId})) as represented,
      ${wishesAbout(id)} as wishes, ${firstOfWeek(day)} as "isFirstOfWeek"
    from app_user u where u.id = ${id}`.execute(db);
  const { book, ...found } = rows[0]!;
  return { ...found, book: ruleBookFrom(book) };
}
