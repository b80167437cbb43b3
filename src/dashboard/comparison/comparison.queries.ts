import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Precision } from '../../calendar/deadline.js';
import type { CountGroup, NamedCode, UndatedItem } from '../../commitments/commitment.types.js';
import { CommitmentQueries } from '../../commitments/read/commitment.queries.js';
import { dueOf } from '../../commitments/read/item.sql.js';
import type { ReadAt } from '../../commitments/read/read-source.js';
import type { AgreementRef } from '../../identity/scope.js';
import { Clock, type Day } from '../../platform/clock.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { BilingualText } from '../../platform/text.js';
import { directionOf, directionOfOther, kindOf } from './change-kinds.js';
import type { ComparisonDto } from './comparison.dto.js';
import { bothDays, broughtAbout, figuresOf } from './comparison.sql.js';
import type { Change, ChangeKind, Comparison, DayFigures, Move } from './comparison.types.js';
import { daysAskedFor, twoDaysOf } from './two-days.js';

interface RawDue {
  precision: Precision;
  value: string | null;
  date: Day | null;
  undated: UndatedItem | null;
}

interface RawChange {
  commitment: NamedCode & { id: number };
  what: 'standing' | Exclude<ChangeKind, Move['what']>;
  party: string | null;
  from: unknown;
  to: unknown;
  by: BilingualText | null;
  at: string | null;
}

type RawFigures = Pick<DayFigures, 'total' | 'counts' | 'differing' | 'bySide'>;

interface Whole {
  figures: { from: RawFigures; to: RawFigures };
  moves: Pick<Move, 'from' | 'to' | 'count'>[];
  changed: number;
  sameStanding: number;
  changes: RawChange[];
  last: string | null;
  more: boolean;
}

/** Two days of an agreement side by side, in one statement however many commitments there are. */
@Injectable()
export class ComparisonQueries {
  private readonly kept = new RevisionCache<Comparison>();

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws RuleBroken where the second day is not after the first */
  read(agreement: AgreementRef, { limit, cursor, ...asked }: ComparisonDto): Promise<Comparison> {
    const days = twoDaysOf(asked, this.clock.today());
    const at = (day: Day) => this.commitments.readAt(agreement, daysAskedFor(day, days));
    const [from, to] = [at(days.from), at(days.to)];
    const key = [agreement.id, agreement.revision, days, from.today, limit, cursor];
    return this.kept.get(key, () => this.compare(from, to, limit, cursor));
  }

  private async compare(from: ReadAt, to: ReadAt, limit: number, cursor?: string): Promise<Comparison> {
    const { rows } = await sql<Whole>`
      with ${bothDays(from, to)},
      page as materialized (
        select p.*, (row_number() over (order by p.rank, p.position))::integer as nth from pair p
        where ${afterCursor(cursor)} and exists (select 1 from change x where x.commitment_id = p.id)
        order by p.rank, p.position limit ${limit + 1}),
      told as (
        select p.nth, x.place, jsonb_build_object('commitment', jsonb_build_object('id', t.id, 'code', t.code, 'name', t.title), 'what', x.what,
          'party', q.code, 'from', x."from", 'to', x."to", 'by', told.actor,
          'at', iso(greatest(entered.at, passed.at))) as change
        from page p join change x on x.commitment_id = p.id join t on t.id = p.id left join party q on q.id = x.party_id ${broughtAbout(to)}
        where p.nth <= ${limit})
      select jsonb_build_object('from', ${figuresOf('f', 'fs', from)}, 'to', ${figuresOf('t', 'ts', to)}) as figures,
        (select coalesce(jsonb_agg(m), '[]') from (select from_group as "from", to_group as "to", count(*) as count from pair
          where from_group is distinct from to_group group by 1, 2 order by min(rank), count(*) desc, 1, 2) m) as moves,
        (select count(distinct commitment_id)::integer from change) as changed,
        (select count(distinct x.commitment_id)::integer from change x join pair p on p.id = x.commitment_id
          where p.from_group is not distinct from p.to_group) as "sameStanding",
        (select coalesce(jsonb_agg(told.change order by told.nth, told.place, told.change ->> 'what'), '[]') from told) as changes,
        (select rank || '.' || position from page where nth = ${limit}) as last, (select count(*) > ${limit} from page) as more`.execute(
      this.em.getKysely(),
    );
    const { figures, moves, changes, last, more, ...counts } = rows[0]!;
    return {
      figures: { from: dayOf(figures.from, from), to: dayOf(figures.to, to) },
      moves: moves.map((move) => ({ ...standingOf(move), ...move })),
      ...counts,
      changes: changes.map(changeOf),
      nextCursor: more ? last : null,
    };
  }
}

/** @param cursor the place and the position of the last commitment before, `4.12` */
function afterCursor(cursor: string | undefined): RawBuilder<unknown> {
  if (cursor === undefined) return sql`true`;
  const [rank, position] = cursor.split('.').map(Number);
  return sql`(p.rank, p.position) > (${rank}::integer, ${position}::integer)`;
}

function dayOf(figures: RawFigures, { asOf, knownAt }: ReadAt): DayFigures {
  const { total, counts } = figures;
  const completed = counts.completed_on_time + counts.completed_late;
  return { asOf, knownAt, ...figures, completionRate: total === 0 ? null : completed / total };
}

const standingOf = ({ from, to }: Pick<Move, 'from' | 'to'>) => ({
  what: kindOf(from, to),
  direction: directionOf(from, to),
});

function changeOf({ what, from, to, ...change }: RawChange): Change {
  if (what === 'standing') {
    const groups = { from: from as CountGroup | null, to: to as CountGroup };
    return { ...change, ...groups, ...standingOf(groups) };
  }
  const points = what === 'percent' ? Number(to ?? 0) - Number(from ?? 0) : 0;
  const direction = directionOfOther(what, points);
  if (what === 'deadline') return { ...change, what, direction, from: dueIn(from), to: dueIn(to) };
  return { ...change, what, direction, from: from as Change['from'], to: to as Change['to'] };
}

function dueIn(value: unknown) {
  const { precision, value: said, date, undated } = value as RawDue;
  return dueOf(precision, said, date, undated);
}
