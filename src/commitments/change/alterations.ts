import { sql, type RawBuilder } from 'kysely';
import type { Loaded } from './load.js';
import { asColumns } from './tracked.sql.js';
import { differ, joinedLaterTo, tracked, valuesOf, type Values } from './tracked.js';

interface Alterations {
  commitment: Values;
  /** Those that changed, with their ids. */
  sides: Values[];
  /** CTEs that write what stands in no column of a side. */
  elsewhere: RawBuilder<unknown>;
  /** Where something changes that older rows of the history do not know: what it was (history.ts). */
  was: { commitment?: RawBuilder<unknown>; sides?: RawBuilder<unknown> };
}

const later = { commitment: joinedLaterTo(tracked.commitment), side: joinedLaterTo(tracked.side) };

/** What a change altered, for the statement that writes it. */
export function alterationsOf({ commitment, before }: Loaded): Alterations {
  const now = valuesOf(commitment, tracked.commitment);
  const wasOf = ({ id }: { id: number }) => before.sides.get(id)!;
  const sides = commitment.sides
    .getItems()
    .map((side) => ({ id: side.id, ...valuesOf(side, tracked.side) }))
    .filter((side) => differ(side, wasOf(side), tracked.side));
  const reworded = differ(now, before.commitment, later.commitment);
  const recast = sides.some((side) => differ(side, wasOf(side), later.side));
  return {
    commitment: now,
    sides,
    elsewhere: recast ? cooperating : sql``,
    was: { commitment: reworded ? wasOfCommitment : undefined, sides: recast ? wasOfSides : undefined },
  };
}

const cooperating = sql`
    bodies_gone as (
      delete from cooperating_body cb using sides_now n where cb.side_id = n.id and cb.body_id <> all(n.cooperating)
    ), bodies_come as (
      insert into cooperating_body (side_id, body_id) select n.id, b from sides_now n cross join unnest(n.cooperating) b
      on conflict do nothing
    ),`;

/** Every part of a statement reads the tables as they were before it. */
const wasOfCommitment = sql`
  select c.id, ${asColumns('c', later.commitment)} from guard join commitment c on c.id = guard.id`;
const wasOfSides = sql`
  select s.id, ${asColumns('s', later.side)} from sides_now n join commitment_side s on s.id = n.id`;
