import type { Kysely } from 'kysely';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { readLadder } from './ladder.sql.js';
import { readCommitmentsById } from './plan.state.js';
import { isStepCode } from './rules.js';
import { readSilences } from './silence.sql.js';
import type { Now, PlannedRow } from './still-due.js';
import { readWaitingOf } from './waiting.sql.js';
import { type BodySpan, NO_DEADLINE, SILENCE } from './planner.types.js';

interface Frame extends Pick<Now, 'book' | 'people' | 'sectorLeaders'> {
  bodies: readonly BodySpan[];
  calendar: WorkingCalendar;
}

/** Working days before today of which an answer may still keep a step back. */
const ANSWERED_WITHIN = 20;

/** How the commitments of some rows stand now, what waits there, what is owed, and what keeps steps back. */
export async function readNow(
  db: Kysely<unknown>,
  today: Day,
  rows: readonly Pick<PlannedRow, 'commitmentId' | 'dueVersion' | 'rule'>[],
  { bodies, ...frame }: Frame,
): Promise<Now> {
  const idsOf = (suits: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(suits).map(({ commitmentId }) => commitmentId);
  const commitments = await readCommitmentsById(
    db,
    idsOf(() => true),
  );
  const waiting = await readWaitingOf(
    db,
    today,
    idsOf(({ dueVersion }) => dueVersion === NO_DEADLINE),
  );
  const ofSilence = idsOf(({ dueVersion }) => dueVersion === SILENCE);
  return {
    ...frame,
    today,
    bodies: new Map(bodies.map((body) => [body.id, body])),
    commitments: new Map(commitments.map((one) => [one.id, one])),
    waiting: Map.groupBy(waiting, ({ commitmentId }) => commitmentId),
    silences: ofSilence.length === 0 ? [] : await readSilences(db, [today], frame.book, ofSilence),
    ladder: await readLadder(
      db,
      idsOf(({ rule }) => isStepCode(rule)),
      {
        since: frame.calendar.before(today, ANSWERED_WITHIN),
        withCounts: rows.some(({ rule }) => rule.startsWith('count_')),
      },
    ),
  };
}
