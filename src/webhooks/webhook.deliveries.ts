import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { EventKind } from '../commitments/commitment.types.js';
import type { Answer } from './post.js';

/** What is told of an event: ids, kinds and the time. */
export interface ToldEvent {
  id: number;
  kind: EventKind;
  at: string;
  agreement: string;
  commitment: { id: number; code: string };
  party: string | null;
}

export interface ClaimedDelivery {
  id: number;
  attempt: number;
  createdAt: string;
  webhookId: number;
  url: string;
  secret: Buffer;
  /** Null for a test. */
  event: ToldEvent | null;
}

/** Longer than a try takes: a worker that was lost gives back what it had so. */
const LEASE_SECONDS = 60;
const LONGEST_WAIT_MINUTES = 240;
export const KEPT_DAYS = 30;

/** Over a delivery `d`. */
const isOpen = sql<boolean>`d.delivered_at is null and d.failed_at is null`;

/** The outbox as the sender sees it. Real time, also in the demo, whose clock jumps. */
@Injectable()
export class WebhookDeliveries {
  constructor(private readonly em: EntityManager) {}

  /** The webhooks for which something is due. */
  async due(): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      select w.id from webhook w where w.active and exists (
        select 1 from webhook_delivery d where d.webhook_id = w.id and ${isOpen} and d.next_attempt_at <= now())
      order by w.id`.execute(this.db);
    return rows.map(({ id }) => id);
  }

  /** Takes the next of a webhook that is due. Several workers may do so at once: each is in one hand only. @returns null where none is */
  async claim(webhookId: number): Promise<ClaimedDelivery | null> {
    const { rows } = await sql<ClaimedDelivery>`
      with claimed as (
        update webhook_delivery set attempts = attempts + 1, attempted_at = now(),
          next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
        where id = (select d.id from webhook_delivery d where d.webhook_id = ${webhookId} and ${isOpen} and d.next_attempt_at <= now()
          order by d.next_attempt_at, d.id limit 1 for update skip locked)
        returning *)
      select d.id::integer, d.attempts as attempt, iso(d.created_at) as "createdAt", w.id as "webhookId", w.url, w.secret,
        case when e.id is not null then jsonb_build_object('id', e.id, 'kind', e.kind, 'at', iso(e.at), 'agreement', a.slug,
          'commitment', jsonb_build_object('id', c.id, 'code', c.code), 'party', p.code) end as event
      from claimed d join webhook w on w.id = d.webhook_id left join commitment_event e on e.id = d.event_id
        left join commitment c on c.id = e.commitment_id left join agreement a on a.id = e.agreement_id left join party p on p.id = e.party_id
      where w.active`.execute(this.db);
    return rows[0] ?? null;
  }

  /** What came of a try: done, to be tried again after a wait that doubles, or given up after a day. */
  async mark({ id, attempt, webhookId }: ClaimedDelivery, { status, reason }: Answer): Promise<void> {
    const wait = sql`make_interval(mins => ${Math.min(LONGEST_WAIT_MINUTES, 2 ** (attempt - 1))})`;
    const isDone = sql<boolean>`(${reason}::text is null)`;
    await sql`
      with tried as (
        update webhook_delivery set status = ${status}::integer, reason = ${reason}::text,
          delivered_at = case when ${isDone} then now() end,
          failed_at = case when not ${isDone} and now() + ${wait} > until then now() end,
          next_attempt_at = now() + ${wait}
        where id = ${id})
      update webhook set failing_since = case when ${isDone} then null else coalesce(failing_since, now()) end
      where id = ${webhookId} and (failing_since is not null) = ${isDone}`.execute(this.db);
  }

  /** What is long over, and what was written while its webhook was being deleted. */
  async forgetOld(): Promise<void> {
    await sql`
      delete from webhook_delivery d where coalesce(d.delivered_at, d.failed_at) < now() - make_interval(days => ${KEPT_DAYS})
        or not exists (select 1 from webhook w where w.id = d.webhook_id)`.execute(this.db);
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}
