import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { Busy } from '../../platform/errors.js';
import { Turns } from '../../platform/turns.js';
import { bestFound } from './across.sql.js';
import type { FoundAcross, FoundCommitment } from './across.types.js';
import { foundOf, MOST_COUNTED, type RawFound } from './found.js';
import { queryWords } from './search-words.js';

/** Each keeps a core of PostgreSQL busy for a moment. */
const AT_ONCE = 2;
const WAITING = 40;

interface Asked {
  q: string;
  /** Where the reader is. */
  here?: { id: number } | null;
  limit: number;
}

type Row = Omit<FoundCommitment, 'found' | 'agreement'> & {
  agreement: AgreementRef;
  total: number;
  found: RawFound | null;
};

/** Commitments of all agreements, by what is searched for. */
@Injectable()
export class SearchQueries {
  private readonly turns = new Turns({ atOnce: AT_ONCE, waiting: WAITING }, () => new Busy(full));

  constructor(private readonly em: EntityManager) {}

  /** @throws Busy where too many search at once */
  async across(viewer: Viewer, { q, here = null, limit }: Asked): Promise<FoundAcross> {
    const words = queryWords(q);
    if (words.length === 0) return { items: [], total: 0, totalIsAtLeast: false };
    const looked = { q, words, here: here?.id ?? null, limit };
    const { rows } = await this.turns.take(() =>
      sql<Row>`${bestFound(viewer, looked)}`.execute(this.em.getKysely()),
    );
    const total = rows[0]?.total ?? 0;
    return {
      items: rows.map(({ total: _total, agreement: { slug, number }, found, ...item }) => ({
        ...item,
        agreement: { slug, number },
        found: foundOf(q, item.title, found),
      })),
      total: Math.min(total, MOST_COUNTED),
      totalIsAtLeast: total > MOST_COUNTED,
    };
  }
}

const full = {
  vi: 'Hiện có quá nhiều người tìm cùng lúc. Hãy thử lại sau giây lát.',
  en: 'Too many people are searching at once. Please try again in a moment.',
};
