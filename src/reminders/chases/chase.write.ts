import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { AuditEntry } from '../../audit/audit.js';
import { standInOf } from '../../commitments/change/write.js';
import type { Actor } from '../../identity/actor.js';
import { dayOf, type Day } from '../../platform/clock.js';
import type { NewNotice } from '../notices/notice.gather.js';
import type { ChaseTarget, ChaseWay } from './chase.types.js';

/** What all that are chased together have in common. */
export interface ChasingNow {
  actor: Actor;
  at: Date;
  agreementId: number;
  way: ChaseWay;
  /** The working day on which it goes out. */
  day: Day;
}

/** Of one body. */
export interface ChaseToWrite {
  text: string | null;
  /** All that was asked for. */
  targets: readonly ChaseTarget[];
  /** Those of them that were not chased for that day. */
  fresh: readonly ChaseTarget[];
}

interface Written {
  /** By the body's id. */
  ids: Map<number, number>;
  notices: NewNotice[];
  entries: Omit<AuditEntry, 'at' | 'actor'>[];
}

/**
 * Writes down who asked for what, each body once, in two statements however many there are. What an office does, all sides read on the commitment; what
 * a leader asks of it, only the log tells.
 */
export async function writeChases(
  em: EntityManager,
  now: ChasingNow,
  chases: readonly ChaseToWrite[],
): Promise<Written> {
  const ids = await insertChases(em, now, chases);
  if (now.way !== 'office') await appendEvents(em, now, chases);
  return {
    ids,
    notices: chases.flatMap((chase) => noticesOf(chase, now, ids.get(chase.fresh[0]!.body.id)!)),
    entries: chases.flatMap((chase) => entriesOf(chase, now)),
  };
}

async function insertChases(
  em: EntityManager,
  { actor, at, agreementId, way, day }: ChasingNow,
  chases: readonly ChaseToWrite[],
): Promise<Map<number, number>> {
  const isAsked = way === 'office';
  const asked = chases.map(({ text, fresh }) => ({
    body: fresh[0]!.body.id,
    text,
    commitments: fresh.map(({ commitment }) => commitment),
  }));
  const { rows } = await sql<{ id: number; body: number }>`
    with asked as materialized (
      select * from rows from (jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as (body integer, text text, commitments integer[]))
        with ordinality as a (body, text, commitments, place)
    ), made as (
      insert into chase (agreement_id, party_id, user_id, author, at, body_id, way, text)
      select ${agreementId}::integer, ${actor.partyId}::integer, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz,
        body, ${way}::text, text from asked order by place
      returning id, body_id
    ), items as (
      insert into chase_item (chase_id, commitment_id, body_id, day, asked, party_id)
      select made.id, c, made.body_id, ${day}::date, ${isAsked}::boolean, ${isAsked ? actor.partyId : null}::integer
      from made join asked on asked.body = made.body_id cross join unnest(asked.commitments) c
    )
    select id, body_id as body from made`.execute(em.getKysely());
  return new Map(rows.map(({ id, body }) => [body, id]));
}

async function appendEvents(
  em: EntityManager,
  { actor, at, agreementId }: ChasingNow,
  chases: readonly ChaseToWrite[],
): Promise<void> {
  const events = chases.flatMap(({ fresh }) =>
    fresh.map(({ commitment, party, body }) => ({ commitment, data: { to: party, body: body.name } })),
  );
  await sql`
    insert into commitment_event (commitment_id, agreement_id, at, day, kind, party_id, user_id, actor, stand_in, data)
    select e.commitment, ${agreementId}, ${at}::timestamptz, ${dayOf(at)}::date, 'chased', ${actor.partyId}::integer, ${actor.userId}::integer,
      ${JSON.stringify(actor.name)}::jsonb, ${standInOf(actor)}::jsonb, e.data
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (commitment integer, data jsonb) order by e.commitment`.execute(
    em.getKysely(),
  );
}

function noticesOf({ fresh }: ChaseToWrite, { way }: ChasingNow, chaseId: number): NewNotice[] {
  return fresh.flatMap((target) =>
    target.recipients.map((recipient) => ({
      recipientId: recipient.id,
      commitmentId: target.commitment,
      kind: way === 'office' ? 'chase_asked' : target.isOverdue ? 'chase' : 'chase_early',
      chaseId,
      atOnce: true,
    })),
  );
}

function entriesOf({ fresh }: ChaseToWrite, { way, agreementId }: ChasingNow): Written['entries'] {
  return fresh.map(({ code, body, recipients }) => ({
    kind: way === 'office' ? 'commitment.chase_asked' : 'commitment.chased',
    agreementId,
    subject: code,
    data: { body: body.code, recipients: recipients.length },
  }));
}
