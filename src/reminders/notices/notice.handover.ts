import { sql, type Kysely } from 'kysely';
import { dayOf } from '../../platform/clock.js';
import { listenerOf } from '../wishes/wishes.js';
import { readWishes } from '../wishes/wishes.sql.js';
import { mayHaveArrived } from './notice.due.sql.js';
import { openMails } from './notice.gather.js';
import type { Gathering } from './notice.types.js';

interface Waiting {
  id: number;
  recipientId: number;
  meantFor: number;
  /** Of what it tells: nobody is told of one thing twice. */
  about: string;
}

/**
 * Gives what waits to whoever reads it now: a stand-in may have been named, taken out or disabled since it was gathered. It goes out at the next
 * chance, and says so in the ledger until then. Called inside a transaction.
 */
export async function handOver(db: Kysely<unknown>, at: Gathering): Promise<void> {
  const waiting = await waitingFor(db, at.now);
  if (waiting.length === 0) return;
  const wishes = await readWishes(db);
  const moved = waiting
    .map((one) => ({ ...one, listener: listenerOf(one.meantFor, wishes, dayOf(at.now)) }))
    .filter(({ recipientId, listener }) => listener !== recipientId);
  if (moved.length === 0) return;
  const mails = await openMails(
    db,
    moved.map(({ listener }) => ({ recipientId: listener, atOnce: true })),
    at,
  );
  const once = new Map(moved.toReversed().map((one) => [`${one.listener} ${one.about}`, one.id]));
  const rows = moved.map(({ id, listener, meantFor, about }) => ({
    id,
    listener,
    onBehalfOf: listener === meantFor ? null : meantFor,
    mailId: mails.get(listener),
    isFirst: once.get(`${listener} ${about}`) === id,
  }));
  await sql`
    with moved as (
      select r.*, r."isFirst" and not exists (select 1 from notice o where o.recipient_id = r.listener
        and (o.event_id = n.event_id or (o.chase_id = n.chase_id and o.commitment_id = n.commitment_id)
          or (o.directive_id = n.directive_id and o.kind = n.kind))) as goes
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id bigint, listener integer, "onBehalfOf" integer, "mailId" bigint, "isFirst" boolean)
      join notice n on n.id = r.id
    )
    update notice n set reason = 'stand_in_changed', status = case when r.goes then 'planned' else 'skipped' end,
      mail_id = case when r.goes then r."mailId" else n.mail_id end,
      recipient_id = case when r.goes then r.listener else n.recipient_id end,
      on_behalf_of = case when r.goes then r."onBehalfOf" else n.on_behalf_of end
    from moved r where n.id = r.id and n.status = 'planned'`.execute(db);
}

/** What is due and may be another's: it is read in somebody's place, or its recipient has named somebody. */
async function waitingFor(db: Kysely<unknown>, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select n.id::integer, n.recipient_id as "recipientId", coalesce(n.on_behalf_of, n.recipient_id) as "meantFor",
      jsonb_build_array(n.event_id, n.chase_id, n.commitment_id, n.subject, n.directive_id,
        case when n.directive_id is not null then n.kind end)::text as about
    from notice_mail m join notice n on n.mail_id = m.id and n.status = 'planned'
    where m.status = 'planned' and m.due_at <= ${now} and not ${mayHaveArrived}
      and (n.on_behalf_of is not null or exists (select 1 from notification_setting w where w.user_id = n.recipient_id and w.stand_in_id is not null))
    order by n.id`.execute(db);
  return rows;
}
