import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { AgreementRef } from '../../identity/scope.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { ReadAt } from './read-source.js';
import { readStamps, type Stamps } from './stamps.sql.js';

/** Of all agreements and days together: of some hundred bytes each. */
const MOST_KEPT = 120_000;
/** What neither a stamp nor the context tells, such as an account that was disabled, shows after so long; and after that in pages that are kept themselves. */
const KEPT_MS = 60_000;
/** Of one revision, for those who ask at about the same time. */
const TOGETHER_MS = 1_000;
/** Of more that have changed at once, PostgreSQL is asked for all: its plan for some is made for few. */
const MOST_APART = 100;
const MIB = 1024 * 1024;

/**
 * A row of each commitment that a day knows, by its id. Those of which nothing has changed are the same objects as before; of what changes later, this shows the later state.
 */
export type RowsById<Row> = ReadonlyMap<number, Row>;

/** Of all commitments of `at`, or of those that it is narrowed to. */
export type ReadRows<Row> = (at: ReadAt) => Promise<Map<number, Row>>;

interface Kept<Row> {
  context: string;
  /** By id, under which each row was read. */
  stamps: Map<number, number>;
  rows: Map<number, Row>;
  weight: number;
}

/**
 * What is read of each commitment, kept as long as its version is the same: after a change only what has changed is read again, however
 * many commitments stand beside it.
 */
@Injectable()
export class KeptRows {
  private readonly kept = new LRUCache<string, Kept<object>>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ stamps, weight }) => stamps.size * weight + 1,
    ttl: KEPT_MS,
  });
  private readonly stamps = new RevisionCache<Stamps>({
    most: 4 * MIB,
    weigh: ({ ids }) => 16 * ids.length,
    keptMs: TOGETHER_MS,
  });
  private readonly ofRevision = new RevisionCache<RowsById<object>>({
    most: 4 * MIB,
    weigh: ({ size }) => 16 * size,
    keptMs: TOGETHER_MS,
  });

  constructor(private readonly em: EntityManager) {}

  /**
   * @param name of what is read, with all that it depends on beside the days
   * @param weight what a row takes, beside others
   */
  read<Row extends object>(
    { id, revision }: AgreementRef,
    at: ReadAt,
    name: string,
    read: ReadRows<Row>,
    weight = 1,
  ): Promise<RowsById<Row>> {
    const days = [id, at.asOf, at.knownAt, at.today];
    const key = [name, ...days];
    return this.ofRevision.get([...key, revision], async () => {
      // Before the rows: what changes in between is then found changed by whoever comes next.
      const now = await this.stamps.get([...days, revision], () => readStamps(this.em.getKysely(), at));
      const place = key.join(' ');
      const before = this.kept.get(place) as Kept<Row> | undefined;
      if (before?.context === now.context) return refresh(before, now, at, read);
      const rows = await read(at);
      const stamps = new Map(now.ids.map((one, index) => [one, now.stamps[index]!]));
      this.kept.set(place, { context: now.context, stamps, rows, weight });
      return rows;
    }) as Promise<RowsById<Row>>;
  }
}

async function refresh<Row>(
  kept: Kept<Row>,
  now: Stamps,
  at: ReadAt,
  read: ReadRows<Row>,
): Promise<RowsById<Row>> {
  // Stamps only rise: whoever comes back late with an older one leaves what another has brought meanwhile.
  const isChanged = (id: number, index: number) => (kept.stamps.get(id) ?? -1) < now.stamps[index]!;
  const changed = now.ids.filter(isChanged);
  if (changed.length === 0) return kept.rows;
  const isFew = changed.length <= MOST_APART;
  const found = await read(isFew ? { ...at, only: changed } : at);
  for (const [index, id] of now.ids.entries()) {
    if (!isChanged(id, index)) continue;
    const row = found.get(id);
    if (row === undefined) kept.rows.delete(id);
    else kept.rows.set(id, row);
    kept.stamps.set(id, now.stamps[index]!);
  }
  return kept.rows;
}
