import type { CommitmentDetail, StandingEvidence } from '../commitment.types.js';

/** What stands as proof of a side's completion: what its report named of it, where it named some. */
export function proofOf({ evidence, statements }: CommitmentDetail, party: string): StandingEvidence[] {
  const standing = evidence[party] ?? [];
  const named = standing.filter(({ id }) => statements[party]?.evidenceIds.includes(id));
  return named.length > 0 ? named : standing;
}
