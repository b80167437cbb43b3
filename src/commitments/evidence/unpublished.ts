import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Changing } from '../commitments.service.js';
import { Evidence } from './evidence.entity.js';
import { toldOf } from './proof.js';
import { isPublished } from './seen.sql.js';

/** Of some evidence, what was attached for a report under review and no other side knows of yet. */
export async function unpublished(em: EntityManager, ids: readonly number[]): Promise<Evidence[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select e.id from evidence e where e.id = any(${[...ids]}::integer[]) and e.for_review and not ${isPublished('e')}`.execute(
    em.getKysely(),
  );
  return em.find(Evidence, { id: { $in: rows.map(({ id }) => id) } });
}

/** Tells every side of what a report that now stands publishes, as its author's. */
export async function publish(
  { em, side, append }: Pick<Changing, 'em' | 'side' | 'append'>,
  ids: readonly number[] = [],
): Promise<void> {
  for (const one of await unpublished(em, ids))
    append('evidence_added', side.partyId, toldOf(one), one.author);
}
