import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { AuditEntry } from '../../audit/audit.js';
import { standInOf } from '../../commitments/change/write.js';
import type { Actor } from '../../identity/actor.js';
import { dayOf, type Day } from '../../platform/clock.js';
import type { NewNotice } from '../notices/notice.gather.js';
import type { ChaseTarget, ChaseWay } from './chase.types.js';

export interface ChaseToWrite {
  actor: Actor;
  at: Date;
  agreementId: number;
  way: ChaseWay;
  /** The working day on which it goes out. */
  day: Day;
  text: string | null;
  /** All that was asked for, of one body. */
  targets: readonly ChaseTarget[];
  /** Those of them that were not chased for that day. */
  fresh: readonly ChaseTarget[];
}

interface Written {
  id: number;
  notices: NewNotice[];
  entries: Omit<AuditEntry, 'at' | 'actor'>[];
}

/** Writes down who asked for what. What an office does, all sides read on the commitment; what a leader asks of it, only the log tells. */
export async function writeChase(em: EntityManager, chase: ChaseToWrite): Promise<Written> {
  const { actor, at, agreementId, way, day, text, fresh } = chase;
  const { body, recipients } = fresh[0]!;
  const isAsked = way === 'office';
  const ids = fresh.map(({ commitment }) => commitment);
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into chase (agreement_id, party_id, user_id, author, at, body_id, way, text)
      values (${agreementId}, ${actor.partyId}, ${actor.userId}, ${JSON.stringify(actor.name)}::jsonb, ${at}, ${body.id}, ${way}, ${text}) returning id
    ), items as (
      insert into chase_item (chase_id, commitment_id, body_id, day, asked, party_id)
      select made.id, c, ${body.id}::integer, ${day}::date, ${isAsked}::boolean, ${isAsked ? actor.partyId : null}::integer from made, unnest(${ids}::integer[]) c
    )
    select id from made`.execute(em.getKysely());
  if (!isAsked) await appendEvents(em, chase);
  const id = rows[0]!.id;
  const kind = isAsked ? 'commitment.chase_asked' : 'commitment.chased';
  return {
    id,
    notices: fresh.flatMap((target) =>
      recipients.map((recipient) => ({
        recipientId: recipient.id,
        commitmentId: target.commitment,
        kind: isAsked ? 'chase_asked' : target.isOverdue ? 'chase' : 'chase_early',
        chaseId: id,
        atOnce: true,
      })),
    ),
    entries: fresh.map(({ code }) => ({
      kind,
      agreementId,
      subject: code,
      data: { body: body.code, recipients: recipients.length },
    })),
  };
}

async function appendEvents(
  em: EntityManager,
  { actor, at, agreementId, fresh }: ChaseToWrite,
): Promise<void> {
  const events = fresh.map(({ commitment, party, body }) => ({
    commitment,
    data: { to: party, body: body.name },
  }));
  await sql`
    insert into commitment_event (commitment_id, agreement_id, at, day, kind, party_id, user_id, actor, stand_in, data)
    select e.commitment, ${agreementId}, ${at}::timestamptz, ${dayOf(at)}::date, 'chased', ${actor.partyId}::integer, ${actor.userId}::integer,
      ${JSON.stringify(actor.name)}::jsonb, ${standInOf(actor)}::jsonb, e.data
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (commitment integer, data jsonb) order by e.commitment`.execute(
    em.getKysely(),
  );
}
