import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { addressee } from '../../accounts/addressee.sql.js';
import type { Role } from '../../identity/viewer.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { addressees, toldEvents, type NoticeKind } from './notice.sql.js';

export interface ClaimedNotice {
  id: string;
  kind: NoticeKind;
  attempt: number;
  email: string;
  /** As which the recipient is told. */
  role: Role;
  name: BilingualText;
  language: Language;
  /** False where the recipient no longer answers for it, or it has been dealt with. */
  stillTrue: boolean;
  code: string;
  title: BilingualText;
  slug: string;
  agreementKind: string;
  number: string;
  /** The post that did it. */
  by: BilingualText | null;
  reason: string | null;
  /** Of an answer to an extension. */
  decision: 'approved' | 'rejected' | null;
  /** Of a request: whether it waits, was granted or refused. */
  status: 'open' | 'granted' | 'refused' | null;
  /** What the request asked for, as labels. */
  from: BilingualText | null;
  to: BilingualText | null;
  /** It asks for the first date of a commitment that has none yet, and extends nothing. */
  firstDate: boolean;
  /** The agreement's last day, where what is asked for lies past it. */
  agreementEnd: Day | null;
}

/** Longer than any sending takes: a worker that was lost gives its mail back so. */
const LEASE_MINUTES = 5;
const LONGEST_WAIT_MINUTES = 30;
/** What nobody was there to tell for so long is no news. */
const NEWS_DAYS = 30;
/** Events are numbered before they are committed: how far back one may turn up. */
const LATE_COMERS = 1000;

/** The outbox of notices: a row for each event and recipient, so that nobody is told twice. */
@Injectable()
export class Notices {
  constructor(private readonly em: EntityManager) {}

  /** Writes a notice to each addressee of the events that nobody has looked at. */
  async plan(today: Day): Promise<void> {
    await sql`
      with fresh as (
        insert into event_told (event_id)
        select e.id from commitment_event e
        where e.id > (select coalesce(max(event_id), 0) from event_told) - ${LATE_COMERS}
          and e.kind = any(${toldEvents}) and not e.illustrative and e.day > ${addDays(today, -NEWS_DAYS)}::date
          and not exists (select 1 from event_told t where t.event_id = e.id)
        on conflict do nothing returning event_id
      )
      insert into notice (event_id, recipient_id, kind)
      select e.id, a.id, a.kind from fresh join commitment_event e on e.id = fresh.event_id
      cross join lateral (${addressees(today)}) a on conflict do nothing`.execute(this.db);
  }

  /** Takes the next that is due. @returns null where none is */
  async claim(today: Day): Promise<ClaimedNotice | null> {
    const { rows } = await sql<ClaimedNotice>`
      with next as (
        select id from notice where sent_at is null and failed_at is null and next_attempt_at <= now()
        order by next_attempt_at, id limit 1 for update skip locked
      ), claimed as (
        update notice n set attempts = attempts + 1, next_attempt_at = now() + make_interval(mins => ${LEASE_MINUTES})
        from next where n.id = next.id returning n.*
      )
      select n.id::text, n.kind, n.attempts as attempt, u.email, u.role, ${addressee} as name, u.language,
        exists (select 1 from (${addressees(today)}) a where a.id = n.recipient_id and a.kind = n.kind) as "stillTrue",
        c.code, c.title, g.slug, g.kind as "agreementKind", g.number, e.actor as by, e.data ->> 'reason' as reason, e.data ->> 'decision' as decision, r.status,
        q.data -> 'from' as "from", q.data -> 'to' as "to", (q.data -> 'firstDate') is not null as "firstDate",
        case when r.to_on > g.period_to then g.period_to::text end as "agreementEnd"
      from claimed n join app_user u on u.id = n.recipient_id join commitment_event e on e.id = n.event_id
      join commitment c on c.id = e.commitment_id join agreement g on g.id = c.agreement_id
      left join extension_request r on r.id = (e.data ->> 'requestId')::integer
      left join commitment_event q on q.commitment_id = c.id and q.kind = 'extension_requested' and q.data ->> 'requestId' = e.data ->> 'requestId'`.execute(
      this.db,
    );
    return rows[0] ?? null;
  }

  async markSent({ id }: ClaimedNotice): Promise<void> {
    await sql`update notice set sent_at = now(), reason = null where id = ${id}::bigint`.execute(this.db);
  }

  /** For good. @param reason `no_longer_true`, or what the mail server said */
  async markFailed({ id }: ClaimedNotice, reason: string): Promise<void> {
    await sql`update notice set failed_at = now(), reason = ${reason.slice(0, 200)} where id = ${id}::bigint`.execute(
      this.db,
    );
  }

  /** To be tried again after a while. */
  async release({ id, attempt }: ClaimedNotice, reason: string): Promise<void> {
    const minutes = Math.min(LONGEST_WAIT_MINUTES, 2 ** (attempt - 1));
    await sql`
      update notice set reason = ${reason.slice(0, 200)}, next_attempt_at = now() + make_interval(mins => ${minutes})
      where id = ${id}::bigint`.execute(this.db);
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}
