import type { ReportingDays } from '../../calendar/reporting-period.js';
import type { Actor } from '../../identity/actor.js';
import type { Authored } from '../../identity/other-hand.js';
import type { BilingualText } from '../../platform/text.js';
import type { Commitment, CommitmentSide } from '../commitment.entity.js';
import type { CommitmentState } from '../commitment-state.js';
import type { EventKind } from '../commitment.types.js';
import type { Standing } from '../matters/matter.rules.js';
import type { Loaded, Terms } from './load.js';
import type { PendingEvent } from './write.js';

/** What a use case works with. */
export interface Deciding {
  commitment: Commitment;
  /** The actor's own. */
  side: CommitmentSide;
  /** The commitment as it was read. */
  state: CommitmentState;
  /** When the agreement's reporting periods end, and its reports are due. */
  reporting: ReportingDays;
  /** What its agreement says of reports. */
  terms: Terms;
  /** What the actor's side last said of the level that must decide, and what became of it. */
  standing: Standing;
  /** Who declared a side's completion. */
  declaredBy: (side: CommitmentSide) => Authored | null;
  /** Appends an event, written with the change. @param by who is told to have done it, where that is not the actor */
  append: (
    kind: EventKind,
    partyId: number | null,
    data?: Record<string, unknown>,
    by?: BilingualText,
  ) => void;
}

/** Of a commitment in which the actor's side has a part. @returns with the events that are appended */
export function decidingOn(loaded: Loaded, actor: Actor): { deciding: Deciding; events: PendingEvent[] } {
  const { commitment, state, reporting, terms } = loaded;
  const side = commitment.sideOf(actor.partyId)!;
  const events: PendingEvent[] = [];
  const append: Deciding['append'] = (kind, partyId, data = {}, by = actor.name) => {
    events.push({ kind, partyId, by: followsOfItself.has(kind) ? null : by, data });
  };
  const standing = loaded.standings.get(side.id)!;
  const declaredBy: Deciding['declaredBy'] = ({ id }) => loaded.declaredBy.get(id) ?? null;
  return { deciding: { commitment, side, state, reporting, terms, standing, declaredBy, append }, events };
}

const followsOfItself: ReadonlySet<EventKind> = new Set(['extended', 'deadline_agreed']);
