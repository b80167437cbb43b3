import { changedSince } from './bulk.refusals.js';
import type { BulkAsked, BulkItem } from './bulk.types.js';

/** A commitment that is no more at the version that was sent. */
export interface StaleRow {
  id: number;
  /** As it was sent. */
  version: number;
  code: string | null;
}

export function staleRows({ ids, versions }: BulkAsked, items: readonly BulkItem[]): StaleRow[] {
  if (!versions) return [];
  const sent = new Map(ids.map((id, at) => [id, versions[at]!]));
  return items.flatMap(({ id, version, code }) => {
    const seen = sent.get(id)!;
    return seen === (version ?? 0) ? [] : { id, version: seen, code };
  });
}

/**
 * Whether what is asked for is as the preview had it.
 * @param isRepeated whether all that has changed is that this was done already, by the same account
 * @returns what to answer where it was; null where there is something to do
 * @throws Conflict where one has changed otherwise, or is refused by now
 */
export async function asSeen(
  asked: BulkAsked,
  items: readonly BulkItem[],
  stale: readonly StaleRow[],
  isRepeated: () => Promise<boolean>,
): Promise<BulkItem[] | null> {
  const ids = new Set(stale.map(({ id }) => id));
  const others = items.filter(({ id }) => !ids.has(id));
  const refused = asked.isWhole ? others.filter(({ outcome }) => outcome === 'refused') : [];
  if (stale.length === 0 && refused.length === 0) return null;
  const isRest = others.every(({ outcome }) => outcome === 'refused') && refused.length === 0;
  if (isRest && (await isRepeated())) {
    return items.map((item) => (ids.has(item.id) ? { ...item, ...doneBefore } : item));
  }
  throw changedSince([...stale, ...refused].map(({ id, code }) => code ?? String(id)));
}

const doneBefore: Pick<BulkItem, 'outcome' | 'reason' | 'changes'> = {
  outcome: 'done',
  reason: null,
  changes: [],
};
