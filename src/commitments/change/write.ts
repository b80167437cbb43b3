import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { namedIn, type AuditActor } from '../../audit/audit.js';
import { holds } from '../../platform/standing.js';
import { dayOf } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { EventKind } from '../commitment.types.js';
import { alterationsOf } from './alterations.js';
import { historyOfCommitment, historyOfSides, recorded } from './history.js';
import type { Loaded } from './load.js';
import { asAssignments, asRecord } from './tracked.sql.js';
import { tracked } from './tracked.js';

export interface PendingEvent {
  kind: EventKind;
  partyId: number | null;
  /** Null for what follows of itself: completed, extended. */
  by: BilingualText | null;
  data: Record<string, unknown>;
}

/** A row that belongs to a change, written in the same statement. */
export interface PendingRow {
  /**
   * `insert into … select … from guard returning … as said`: so that nothing is written where the commitment has changed
   * meanwhile. `said` is a JSON object that the events carry too.
   */
  insert: RawBuilder<unknown>;
  /** Statements by name, on `added`, the row that this one wrote, and on each other: what is to be noted with it. */
  along?: readonly (readonly [name: string, statement: RawBuilder<unknown>])[];
}

export interface Written {
  version: number;
  /** What the row written along says of itself, where there is one. */
  said: Record<string, unknown> | null;
}

interface ToWrite extends Loaded {
  events: PendingEvent[];
  row: PendingRow | null;
  /** Null where no account acted. */
  actor: AuditActor | null;
  at: Date;
}

/**
 * Writes a change whole, in one statement: commitment and sides, the row that belongs to it, history, events, audit log.
 * The agreement's revision follows at commit, by trigger on events, and waits for nobody; the link of the audit chain after it.
 * @returns null where somebody else changed the commitment since it was read, or is changing it now, or who acts was signed out: then nothing is written
 */
export async function writeChange(em: EntityManager, change: ToWrite): Promise<Written | null> {
  const { commitment, row, actor, at } = change;
  const now = alterationsOf(change);
  const along = sql.join(
    (row?.along ?? []).map(([name, each]) => sql`${sql.id(name)} as (${each}), `),
    sql``,
  );
  const added = row?.insert ?? sql`select null::jsonb as said`;
  const { rows } = await sql<Written>`
    with now as materialized (
      select * from jsonb_to_record(${JSON.stringify(now.commitment)}::jsonb) as n (${asRecord(tracked.commitment)})
    ), guard as (
      update commitment c set version = c.version + 1, ${asAssignments(tracked.commitment)} from now n
      where c.id = (select id from commitment where id = ${commitment.id} and version = ${commitment.version} for no key update skip locked)
        and ${holds(em, actor)}
      returning c.id, c.agreement_id, c.version
    ), sides_now as materialized (
      select n.* from guard, jsonb_to_recordset(${JSON.stringify(now.sides)}::jsonb) as n (id integer, ${asRecord(tracked.side)})
    ), sides as (
      update commitment_side s set ${asAssignments(tracked.side)} from sides_now n
      where s.commitment_id = ${commitment.id} and s.id = n.id
    ), ${now.elsewhere} added as (${added}
    ), ${along}${recorded(historyOfCommitment, { present: sql`select guard.id, now.* from guard, now`, was: now.was.commitment, at })},
    ${recorded(historyOfSides, { present: sql`table sides_now`, was: now.was.sides, at })},
    ${eventsAndAudit(change)}
    select guard.version, added.said from guard left join added on true`.execute(em.getKysely());
  return rows[0] ?? null;
}

/** Whoever acts in the place of the account that an event names, as JSON. */
export const standInOf = (actor: AuditActor | null): string | null =>
  actor?.standIn ? JSON.stringify(namedIn(actor).standIn) : null;

function eventsAndAudit({ commitment, events, actor, at }: ToWrite): RawBuilder<unknown> {
  const own = events.map(({ kind, partyId, by, data }) => ({ kind, party_id: partyId, actor: by, data }));
  const actorJson = actor && JSON.stringify(namedIn(actor));
  return sql`
    events as (
      insert into commitment_event (commitment_id, agreement_id, at, day, kind, party_id, user_id, actor, stand_in, data, illustrative)
      select guard.id, guard.agreement_id, ${at}::timestamptz, ${dayOf(at)}::date, e.kind, e.party_id, ${actor?.userId ?? null}::integer, e.actor,
        ${standInOf(actor)}::jsonb,
        case when added.said is null or e.actor is null then e.data else e.data || added.said end,
        ${actor?.illustrative ?? false}::boolean
      from guard left join added on true,
        jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as e (kind text, party_id integer, actor jsonb, data jsonb)
      returning agreement_id, at, kind, user_id, data, illustrative
    ), audit as (
      insert into audit_entry (at, kind, actor_id, actor, party_id, agreement_id, subject, data, illustrative)
      select at, 'commitment.' || kind, user_id, ${actorJson}::jsonb, ${actor?.partyId ?? null}::integer,
        agreement_id, ${commitment.code}::text, data, illustrative from events)`;
}
