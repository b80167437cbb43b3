import { decidingOn, type Deciding } from '../../commitments/change/deciding.js';
import type { Loaded } from '../../commitments/change/load.js';
import { settle } from '../../commitments/change/settle.js';
import { actorAsSpeaker } from '../../commitments/commitment-state.js';
import { whyNot } from '../../commitments/may.js';
import type { Decided } from '../../commitments/together/write-together.js';
import type { By } from '../../identity/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { BulkItem } from '../bulk.types.js';
import { changesOf } from './told-changes.js';
import type { RowChange } from './row-change.js';

export interface JudgedRow {
  item: BulkItem;
  /** Ready to be written; null where the row is refused. */
  decided: Decided | null;
}

/**
 * What becomes of a commitment, by the rules of the act on one alone. It is then as it will stand.
 * @param loaded undefined where there is none of that id, it is another agreement's, or the actor's side has no part in it
 */
export function judgeRow(id: number, loaded: Loaded | undefined, change: RowChange, by: By): JudgedRow {
  if (!loaded) return { item: { ...unknown, id }, decided: null };
  const { deciding, events } = decidingOn(loaded, by.actor);
  const refused = (reason: BilingualText): JudgedRow => ({
    item: { ...rowOf(loaded), outcome: 'refused', reason, changes: [] },
    decided: null,
  });
  const reason = whyRefused(loaded, change, deciding, by);
  if (reason) return refused(reason);
  if (change.stands) {
    return { item: { ...rowOf(loaded), ...done, changes: [change.stands(deciding)] }, decided: null };
  }
  if (events.length === 0) return refused(change.nothing);
  const changes = changesOf(events);
  events.push(...settle(loaded.commitment, by.at, loaded.differencePoints));
  return { item: { ...rowOf(loaded), ...done, changes }, decided: { loaded, events } };
}

function whyRefused(
  { state }: Loaded,
  { action, act }: RowChange,
  deciding: Deciding,
  { actor }: By,
): BilingualText | null {
  const refusal = whyNot(actorAsSpeaker(actor), state, action);
  if (refusal) return refusal;
  try {
    act(deciding);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.text;
    throw error;
  }
}

export const rowOf = ({ commitment: { id, code, title, version } }: Loaded) => ({ id, code, title, version });

const done = { outcome: 'done', reason: null } as const;

/** The same for one that does not exist and for one that is not the caller's to know of. */
export const unknown: Omit<BulkItem, 'id'> = {
  code: null,
  title: null,
  version: null,
  outcome: 'refused',
  reason: {
    vi: 'Không có cam kết này, hoặc phía đồng chí không có phần việc trong đó.',
    en: 'There is no such commitment, or your side has no part in it.',
  },
  changes: [],
};
