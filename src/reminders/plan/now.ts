import type { Kysely } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { readCommitmentsById } from './plan.state.js';
import type { Now, PlannedRow } from './still-due.js';
import { readWaitingOf } from './waiting.sql.js';
import { type BodySpan, NO_DEADLINE } from './planner.types.js';

interface Frame extends Pick<Now, 'book' | 'people'> {
  bodies: readonly BodySpan[];
}

/** How the commitments of some rows stand now, and what waits there. */
export async function readNow(
  db: Kysely<unknown>,
  today: Day,
  rows: readonly Pick<PlannedRow, 'commitmentId' | 'dueVersion'>[],
  { bodies, ...frame }: Frame,
): Promise<Now> {
  const commitments = await readCommitmentsById(
    db,
    rows.map(({ commitmentId }) => commitmentId),
  );
  const ofWaiting = rows.filter(({ dueVersion }) => dueVersion === NO_DEADLINE);
  const waiting = await readWaitingOf(
    db,
    today,
    ofWaiting.map(({ commitmentId }) => commitmentId),
  );
  return {
    ...frame,
    bodies: new Map(bodies.map((body) => [body.id, body])),
    commitments: new Map(commitments.map((one) => [one.id, one])),
    waiting: Map.groupBy(waiting, ({ commitmentId }) => commitmentId),
  };
}
