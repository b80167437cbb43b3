import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { QueryExecutorProvider } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { AgreementRef } from '../../identity/scope.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import { factsOf } from './facts.js';
import { readRawFacts, type FactsAt } from './facts.sql.js';
import type { CommitmentFacts } from './facts.types.js';
import { readStanding, type Standing } from './standing.sql.js';

/** Commitments of all agreements and days together: of some hundred bytes each. */
const MOST_KEPT = 120_000;
/** What no version and no context tells, such as an account that was disabled, shows after so long. */
const KEPT_MS = 60_000;
/** Of more that have changed at once, PostgreSQL is asked for all: its plan for some is made for few. */
const MOST_APART = 100;
const MIB = 1024 * 1024;

interface Kept {
  context: string;
  versions: Map<number, number>;
  /** By the id of the commitment; none of those that the day does not know yet. */
  facts: Map<number, CommitmentFacts>;
}

/**
 * The facts of each commitment, kept under its version: after a change, only what has changed is read again, however many commitments stand beside it.
 * Only what is asked for of a day, and by what was known when, is ever read.
 */
@Injectable()
export class KeptFacts {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ versions }) => versions.size + 1,
    ttl: KEPT_MS,
  });
  private readonly ofRevision = new RevisionCache<readonly CommitmentFacts[]>({
    most: 4 * MIB,
    weigh: ({ length }) => 8 * length,
  });
  /** Who asks for the same under another revision waits until it has been brought up to date, and then brings it up to date. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly em: EntityManager) {}

  /** Of all its commitments. */
  read({ id, revision }: AgreementRef, at: FactsAt): Promise<readonly CommitmentFacts[]> {
    const key = [id, at.asOf, at.knownAt, at.today, at.period.code];
    return this.ofRevision.get([...key, revision], () => this.inTurn(key.join(' '), at));
  }

  private async inTurn(key: string, at: FactsAt): Promise<readonly CommitmentFacts[]> {
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(
      () => this.bringUpToDate(key, at),
      () => this.bringUpToDate(key, at),
    );
    this.turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(key) === turn) this.turns.delete(key);
    }
  }

  private async bringUpToDate(key: string, at: FactsAt): Promise<CommitmentFacts[]> {
    const db = this.em.getKysely();
    // Before the facts: what changes in between is then found changed by whoever comes next.
    const standing = await readStanding(db, at);
    const before = this.kept.get(key);
    const isSame = before !== undefined && before.context === standing.context;
    const facts = isSame ? await refreshed(db, at, before, standing) : await readAll(db, at);
    const { context, versions } = standing;
    if (isSame) Object.assign(before, { versions, facts });
    else this.kept.set(key, { context, versions, facts });
    return withChased(facts, standing);
  }
}

/** The same, read once and not kept. */
export async function readFacts(db: QueryExecutorProvider, at: FactsAt): Promise<CommitmentFacts[]> {
  const standing = await readStanding(db, at);
  return withChased(await readAll(db, at), standing);
}

async function readAll(db: QueryExecutorProvider, at: FactsAt): Promise<Map<number, CommitmentFacts>> {
  return byId(factsOf(await readRawFacts(db, at)));
}

async function refreshed(
  db: QueryExecutorProvider,
  at: FactsAt,
  { versions, facts }: Kept,
  standing: Standing,
): Promise<Map<number, CommitmentFacts>> {
  const changed = [...standing.versions].filter(([id, version]) => versions.get(id) !== version);
  if (changed.length === 0) return facts;
  if (changed.length > MOST_APART) return readAll(db, at);
  const only = changed.map(([id]) => id);
  const read = byId(factsOf(await readRawFacts(db, { ...at, only })));
  const all = new Map(facts);
  for (const id of only) {
    const found = read.get(id);
    if (found) all.set(id, found);
    else all.delete(id);
  }
  return all;
}

const byId = (facts: CommitmentFacts[]) => new Map(facts.map((one) => [one.id, one]));

/** Times chased have no version: they are read each time. What has not changed stays the same object. */
function withChased(facts: Map<number, CommitmentFacts>, { chased }: Standing): CommitmentFacts[] {
  for (const [id, times] of chased) {
    const one = facts.get(id);
    if (one && one.chased !== times) facts.set(id, { ...one, chased: times });
  }
  return [...facts.values()];
}
