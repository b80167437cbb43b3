import type { EntityManager } from '@mikro-orm/postgresql';
import type { Deciding } from '../../commitments/change/deciding.js';
import type { EventKind } from '../../commitments/commitment.types.js';
import type { Action } from '../../commitments/may.js';
import type { Decided, RowsAlong } from '../../commitments/together/write-together.js';
import type { BilingualText } from '../../platform/text.js';
import type { BulkChange } from '../bulk.types.js';

/** One action on one commitment after the other: each as it would be done alone. */
export interface RowChange {
  action: Action;
  /** Does it to the commitment as it was read, noting its events. @throws as the single act would; then the row is refused */
  act: (deciding: Deciding) => void;
  /** What is said where nothing would change. */
  nothing: BilingualText;
  /** What stands, where it is still to be said what becomes of it: then `act` only looks whether it may be done. */
  stands?: (deciding: Deciding) => BulkChange;
  /** Rows that are written along. Called once for all that are written together. */
  along?: (decided: readonly Decided[]) => RowsAlong;
  /** What follows from it, in the same transaction. Called once for all that are written together. */
  afterwards?: (em: EntityManager, decided: readonly Decided[]) => Promise<void>;
  /** The event by which it is known again that the same account has done the same. */
  told: { kind: EventKind; data: Record<string, unknown> };
}
