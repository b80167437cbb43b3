import type { Day } from '../../platform/clock.js';
import { bodyInCharge } from './addressees.js';
import type { BodySpan, OpenCommitment, PlannedSide, Recipient, SectorLeader } from './planner.types.js';
import { ruleRoles, type RuleRole } from './rules.js';

/** What an account is to a commitment, and of which sides. */
export interface Part {
  roles: readonly RuleRole[];
  sides: readonly PlannedSide[];
}

interface Ground {
  bodies: ReadonlyMap<number, BodySpan>;
  sectorLeaders?: readonly SectorLeader[];
  /** At least the leaders of the recipient's side. */
  people: readonly Recipient[];
}

const nobody: Part = { roles: [], sides: [] };

export function partOf(
  day: Day,
  { partyIds, sides, sectorId }: OpenCommitment,
  recipient: Recipient,
  ground: Ground,
): Part {
  const { role, partyId, bodyId, isHead } = recipient;
  const ofParty = sides.filter((side) => side.partyId === partyId);
  if (role === 'coordinator')
    return partyIds.includes(partyId ?? 0) ? { roles: ruleRoles, sides: ofParty } : nobody;
  if (role === 'leader') {
    const isAsked = ofParty.length > 0 && isInCharge(recipient, sectorId, ground);
    return isAsked ? { roles: ['leader'], sides: ofParty } : nobody;
  }
  const led = sides.filter(({ leadBodyId }) => bodyInCharge(leadBodyId, ground.bodies, day) === bodyId);
  if (role !== 'liaison' || led.length === 0) return nobody;
  // A head is told as an officer where its body has no other.
  return { roles: isHead ? ['head', 'lead_body'] : ['lead_body'], sides: led };
}

/** Whom the side named for the sector, else all its leaders. */
function isInCharge(
  { id, partyId }: Recipient,
  sectorId: number,
  { sectorLeaders = [], people }: Ground,
): boolean {
  const named = sectorLeaders.find((one) => one.sectorId === sectorId && one.partyId === partyId)?.leaderId;
  const isThere = people.some((one) => one.id === named && one.role === 'leader' && one.partyId === partyId);
  return !isThere || named === id;
}
