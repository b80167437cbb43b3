import { mustStand } from '../../platform/standing.js';
import type { Change, Changing } from '../commitments.service.js';
import { Evidence } from './evidence.entity.js';
import { firstOf, mustFit, rowOf, toldOf, type Proof } from './proof.js';

interface Adding {
  /** What is there already in the place of a proof. */
  standsFor?: (standing: Evidence[], proof: Proof) => Evidence | undefined;
  /** It belongs to a report under review: no other side is told of it yet. */
  forReview?: boolean;
  /** That is told of a file that is one too many. */
  field?: string;
}

/**
 * Files are kept first and their rows written then: a killed process leaves a file too many at most, never a row without its file.
 * @returns the rows in the order of the proofs: those that are there already where the same account sends the same again
 * @throws Conflict, RuleBroken
 */
export async function addEvidence(
  { em, side, append }: Changing,
  change: Change,
  proofs: readonly Proof[],
  { standsFor = sentBefore(change), field = 'file', forReview = false }: Adding = {},
): Promise<{ id: number; isNew: boolean }[]> {
  const standing = await em.find(Evidence, { sideId: side.id, withdrawnAt: null });
  const added: Evidence[] = [];
  const rows = proofs.map((proof) => {
    const all = [...standing, ...added];
    const there = standsFor(all, proof);
    if (there) return there;
    mustFit(all, proof, field);
    const row = Object.assign(new Evidence(), rowOf(proof), by(change), {
      commitmentId: change.id,
      sideId: side.id,
      forReview,
    });
    added.push(row);
    return row;
  });
  // A file takes its time: who was signed out meanwhile leaves not even the file.
  if (added.length > 0) await mustStand(em, change.actor);
  for (const { file } of proofs)
    if (file && rows.some(isNewOf(file.draft.sha256, added))) await file.draft.keep();
  await em.persist(added).flush();
  if (!forReview) for (const row of added) append('evidence_added', side.partyId, toldOf(row));
  return rows.map((row) => ({ id: row.id, isNew: added.includes(row) }));
}

const sentBefore =
  ({ actor }: Change) =>
  (standing: Evidence[], proof: Proof) =>
    firstOf(standing, proof, actor.userId);

const isNewOf = (sha256: string, added: Evidence[]) => (row: Evidence) =>
  row.sha256 === sha256 && added.includes(row);

function by({ actor, at }: Change) {
  return { userId: actor.userId, author: actor.name, at, illustrative: actor.illustrative };
}
