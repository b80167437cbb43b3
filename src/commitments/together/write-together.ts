import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { namedIn } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';
import { dayOf } from '../../platform/clock.js';
import { holds, mustStand } from '../../platform/standing.js';
import { alterationsOf } from '../change/alterations.js';
import { historyOfCommitment, historyOfSides, recorded } from '../change/history.js';
import type { Loaded } from '../change/load.js';
import { asAssignments, asRecord } from '../change/tracked.sql.js';
import { tracked } from '../change/tracked.js';
import { standInOf, type PendingEvent } from '../change/write.js';

/** A commitment as it will stand, with what is told of it. */
export interface Decided {
  loaded: Loaded;
  events: readonly PendingEvent[];
}

/** Changes as they are written: text alone, so that many can wait without what was read for them. */
export interface Prepared {
  count: number;
  commitments: string;
  sides: string;
  events: string;
  /** As `alterationsOf` has them, where any of them needs it. */
  elsewhere: RawBuilder<unknown>;
  was: { commitment?: RawBuilder<unknown>; sides?: RawBuilder<unknown> };
}

type Named = readonly (readonly [name: string, statement: RawBuilder<unknown>])[];

/** Rows that belong to the changes: `added` has `commitment_id`, and `said`, a JSON object that the events carry too. */
export interface RowsAlong {
  before?: Named;
  added: RawBuilder<unknown>;
  after?: Named;
}

export function prepareTogether(decided: readonly Decided[]): Prepared {
  const altered = decided.map(({ loaded }) => ({
    of: { id: loaded.commitment.id, version: loaded.commitment.version },
    ...alterationsOf(loaded),
  }));
  const sides = altered.flatMap(({ of, sides: own }) =>
    own.map((side) => ({ commitment_id: of.id, ...side })),
  );
  const recast = altered.find(({ was }) => was.sides);
  return {
    count: decided.length,
    commitments: JSON.stringify(altered.map(({ of, commitment }) => ({ ...of, ...commitment }))),
    sides: JSON.stringify(sides),
    events: JSON.stringify(decided.flatMap(eventsOf)),
    elsewhere: recast?.elsewhere ?? sql``,
    was: {
      commitment: altered.find(({ was }) => was.commitment)?.was.commitment,
      sides: recast?.was.sides,
    },
  };
}

/**
 * Writes changes of many commitments in one statement: what `writeChange` writes of one, for each of them. Inside a transaction
 * in which the commitments are locked.
 * @throws ChangedSince where one of them is not as it was when it was decided; SignedOutMeanwhile, MovedMeanwhile where the actor is
 * no more who he was. Nothing of it may be kept then.
 */
export async function writeTogether(
  em: EntityManager,
  prepared: Prepared,
  by: By,
  { before = [], added, after = [] }: RowsAlong = nothing,
): Promise<void> {
  if (prepared.count === 0) return;
  const { actor, at } = by;
  const { rows } = await sql<{ id: number }>`
    with now as materialized (
      select * from jsonb_to_recordset(${prepared.commitments}::jsonb) as n (id integer, version integer, ${asRecord(tracked.commitment)})
    ), guard as (
      update commitment c set version = c.version + 1, ${asAssignments(tracked.commitment)} from now n
      where c.id = n.id and c.version = n.version and ${holds(em, actor)} returning c.id, c.agreement_id, c.code
    ), sides_now as materialized (
      select n.* from guard join jsonb_to_recordset(${prepared.sides}::jsonb) as n (commitment_id integer, id integer,
        ${asRecord(tracked.side)}) on n.commitment_id = guard.id
    ), sides as (
      update commitment_side s set ${asAssignments(tracked.side)} from sides_now n
      where s.commitment_id = n.commitment_id and s.id = n.id
    ), ${prepared.elsewhere} ${named(before)} added as (${added}), ${named(after)}
    ${recorded(historyOfCommitment, { present: sql`select n.* from now n join guard using (id)`, was: prepared.was.commitment, at })},
    ${recorded(historyOfSides, { present: sql`table sides_now`, was: prepared.was.sides, at })},
    ${eventsAndAudit(prepared, by)}
    select id from guard`.execute(em.getKysely());
  if (rows.length === prepared.count) return;
  await mustStand(em, actor);
  throw new ChangedSince(`${prepared.count - rows.length} commitments are not as they were`);
}

/** A commitment changed after it was decided what becomes of it. */
export class ChangedSince extends Error {}

const nothing: RowsAlong = {
  added: sql`select null::integer as commitment_id, null::jsonb as said where false`,
};

const named = (statements: Named) =>
  sql.join(
    statements.map(([name, each]) => sql`${sql.id(name)} as (${each}), `),
    sql``,
  );

const eventsOf = ({ loaded, events }: Decided) =>
  events.map(({ kind, partyId, by, data }) => ({
    commitment_id: loaded.commitment.id,
    kind,
    party_id: partyId,
    actor: by,
    data,
  }));

/** As `writeChange` has them: entries made from events. */
function eventsAndAudit({ events }: Prepared, { actor, at }: By): RawBuilder<unknown> {
  const actorJson = JSON.stringify(namedIn(actor));
  return sql`
    events as (
      insert into commitment_event (commitment_id, agreement_id, at, day, kind, party_id, user_id, actor, stand_in, data, illustrative)
      select guard.id, guard.agreement_id, ${at}::timestamptz, ${dayOf(at)}::date, e.kind, e.party_id, ${actor.userId}::integer, e.actor,
        ${standInOf(actor)}::jsonb,
        case when added.said is null or e.actor is null then e.data else e.data || added.said end, ${actor.illustrative}::boolean
      from rows from (jsonb_to_recordset(${events}::jsonb)
          as (commitment_id integer, kind text, party_id integer, actor jsonb, data jsonb)) with ordinality
          as e (commitment_id, kind, party_id, actor, data, place)
        join guard on guard.id = e.commitment_id left join added on added.commitment_id = e.commitment_id
      order by e.place
      returning commitment_id, agreement_id, at, kind, user_id, data, illustrative
    ), audit as (
      insert into audit_entry (at, kind, actor_id, actor, party_id, agreement_id, subject, data, illustrative)
      select e.at, 'commitment.' || e.kind, e.user_id, ${actorJson}::jsonb, ${actor.partyId}::integer, e.agreement_id, guard.code, e.data,
        e.illustrative from events e join guard on guard.id = e.commitment_id)`;
}
