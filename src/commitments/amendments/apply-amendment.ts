import type { EntityManager } from '@mikro-orm/postgresql';
import { labelOf } from '../../calendar/deadline.js';
import type { By } from '../../identity/actor.js';
import { addDays, dayOf } from '../../platform/clock.js';
import { createCommitments, type NewCommitment } from '../change/create.js';
import { placeByCode } from '../change/code-order.js';
import type { Loaded } from '../change/load.js';
import type { PendingEvent } from '../change/write.js';
import { stepOf } from '../matters/matter-steps.js';
import { refreshSearch } from '../read/search-text.js';
import type { Known } from './amendment-ground.js';
import type { Amendment } from './amendment.entity.js';
import type { AddedCommitment, KeptChange } from './amendment.types.js';
import { aboutAmendment, writeEvents } from './write-events.js';

/** After so many days somebody looks again at what was added without a deadline. */
const REVIEW_AFTER_DAYS = 30;

export interface Applying extends By {
  em: EntityManager;
  amendment: Amendment;
  changes: readonly KeptChange[];
  known: Known;
  /** What is named, locked and judged, by code. */
  named: ReadonlyMap<string, Loaded>;
}

/** Brings all changes of an amendment into force, in the transaction of the last agreement. */
export async function applyAmendment(applying: Applying): Promise<void> {
  const { em, amendment, changes, known, named, at } = applying;
  const events = new Map<string, PendingEvent[]>();
  for (const change of changes) if (change.kind !== 'add') applyToNamed(change, applying, events);
  for (const change of changes)
    if (change.kind === 'withdraw' || change.kind === 'merge')
      closeMatters(named.get(change.commitment)!, applying, events.get(change.commitment)!);
  await em.flush();
  await writeEvents(em, named, events, applying);
  const added = changes.filter((change) => change.kind === 'add');
  await createCommitments(
    em,
    amendment.agreementId,
    added.map((one) => newCommitment(one, known, applying)),
    at,
  );
  if (added.length > 0) await placeByCode(em, amendment.agreementId);
  await refreshSearch(em, amendment.agreementId);
}

function applyToNamed(
  change: Exclude<KeptChange, AddedCommitment>,
  { amendment, named, actor }: Applying,
  events: Map<string, PendingEvent[]>,
): void {
  const { commitment } = named.get(change.commitment)!;
  const about = aboutAmendment(amendment);
  const append = (code: string, kind: PendingEvent['kind'], data: Record<string, unknown>) => {
    const event = { kind, partyId: actor.partyId, by: actor.name, data: { ...about, ...data } };
    events.set(code, [...(events.get(code) ?? []), event]);
  };
  if (change.kind === 'withdraw') {
    commitment.end();
    return append(change.commitment, 'amendment_withdrawn', {});
  }
  if (change.kind === 'merge') {
    commitment.end();
    append(change.commitment, 'amendment_merged', { into: change.into });
    // What the same amendment adds tells of it itself.
    if (named.has(change.into)) append(change.into, 'amendment_took_over', { merged: change.commitment });
    return;
  }
  const { title, due } = change;
  const told = {
    ...(title && { titleFrom: commitment.title, titleTo: title }),
    ...(due && { from: labelOf(commitment.due), to: labelOf(due) }),
  };
  if (title) commitment.title = title;
  if (due) commitment.amendDue(due);
  append(change.commitment, 'amendment_reworded', told);
}

/** What waits for another level to decide waits no more. */
function closeMatters(
  { commitment, standings }: Loaded,
  { em, amendment, actor, at }: Applying,
  events: PendingEvent[],
): void {
  for (const side of commitment.sides) {
    const matter = standings.get(side.id)?.matter;
    if (!matter || matter.role === null) continue;
    em.persist(stepOf(matter.id, { actor, at }, { kind: 'closed', text: reasonOf(amendment) }));
    events.push({
      kind: 'matter_closed',
      partyId: side.partyId,
      by: null,
      data: { previousLevel: matter.level },
    });
  }
}

const reasonOf = ({ number, title }: Amendment) => `Theo văn bản sửa đổi, bổ sung ${number}: ${title}`;

/** Lead body, deadline and all else but the wording are proposals until each side confirms its plan. */
function newCommitment(
  { code, sector, title, due, clauses, leads }: AddedCommitment,
  { parties, bodies, sectors }: Known,
  { amendment, at }: Applying,
): NewCommitment {
  const undated = { reason: reasonOf(amendment), reviewOn: addDays(dayOf(at), REVIEW_AFTER_DAYS) };
  return {
    code,
    title,
    due: due ?? { precision: 'ongoing', value: null, undated },
    clauses,
    sectorId: sectors.find((one) => one.code === sector)!.id,
    sides: parties.map(({ id, code: party, officeId }) => {
      const lead = bodies.find((body) => body.code === leads[party]);
      return {
        partyId: id,
        leadBodyId: lead?.id ?? officeId,
        cooperatingIds: [],
        product: null,
        indicators: [],
        isLeadLeftOpen: !lead,
      };
    }),
    from: aboutAmendment(amendment),
  };
}
