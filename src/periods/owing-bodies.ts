import type { FrozenCommitment, OwingBody } from './periods.types.js';

/** Which bodies owe reports, and on what: those that led the parts on the period's last day, in the order of the commitments. */
export function owingBodies(commitments: readonly FrozenCommitment[]): OwingBody[] {
  const bodies = new Map<string, OwingBody>();
  for (const { code, title, sides } of commitments)
    for (const { party, leadBody, reports } of sides) {
      const periods = reports.filter(({ state }) => state === 'missing').map(({ period }) => period);
      if (periods.length === 0) continue;
      const body = bodies.get(leadBody.code) ?? { party, body: leadBody, commitments: [] };
      body.commitments.push({ code, title, periods });
      bodies.set(leadBody.code, body);
    }
  return [...bodies.values()];
}
