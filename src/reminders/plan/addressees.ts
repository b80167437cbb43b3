import type { Day } from '../../platform/clock.js';
import type { BodySpan, OpenCommitment, PlannedSide, PlannerInput, Recipient } from './planner.types.js';
import type { RuleRole } from './rules.js';

export type Addressees = ReturnType<typeof addresseesOf>;

/** Whom a rule names by role, on a day. */
export function addresseesOf(
  { recipients, bodies, sectorLeaders = [] }: Pick<PlannerInput, 'recipients' | 'bodies' | 'sectorLeaders'>,
  day: Day,
) {
  const ofBody = Map.groupBy(
    recipients.filter(({ bodyId, role }) => bodyId !== null && role !== 'leader'),
    ({ bodyId }) => bodyId,
  );
  const ofParty = (post: string) =>
    Map.groupBy(
      recipients.filter(({ role }) => role === post),
      ({ partyId }) => partyId,
    );
  const [coordinators, leaders] = [ofParty('coordinator'), ofParty('leader')];
  const named = new Map(
    sectorLeaders.map(({ sectorId, partyId, leaderId }) => [`${sectorId}:${partyId}`, leaderId]),
  );
  const successors = new Map(bodies.map((body) => [body.id, body]));
  const inChargeOf = (bodyId: number) => bodyInCharge(bodyId, successors, day);
  const people = (bodyId: number) => ofBody.get(inChargeOf(bodyId)) ?? [];
  const headsOf = (bodyId: number) => people(bodyId).filter(({ isHead }) => isHead);
  /** Where the committee office leads, its coordinators are its officers; where there is no officer, the head is. */
  const officersOf = (bodyId: number) => {
    const officers = people(bodyId).filter(({ isHead }) => !isHead);
    return officers.length > 0 ? officers : headsOf(bodyId);
  };
  const leadersOf = (sectorId: number, partyId: number) => {
    const ofSide = leaders.get(partyId) ?? [];
    const inCharge = ofSide.filter(({ id }) => id === named.get(`${sectorId}:${partyId}`));
    return inCharge.length > 0 ? inCharge : ofSide;
  };
  return {
    inChargeOf,
    officersOf,
    coordinatorsOf: (partyId: number): readonly Recipient[] => coordinators.get(partyId) ?? [],
    /** Of one side, by role; empty where nobody has the post. */
    inRole(
      role: RuleRole,
      { partyId, leadBodyId }: Pick<PlannedSide, 'partyId' | 'leadBodyId'>,
      { sectorId }: Pick<OpenCommitment, 'sectorId'>,
    ): readonly Recipient[] {
      if (role === 'lead_body') return officersOf(leadBodyId);
      if (role === 'head') return headsOf(leadBodyId);
      return role === 'leader' ? leadersOf(sectorId, partyId) : (coordinators.get(partyId) ?? []);
    },
  };
}

/** The body itself, or what followed it once it had ended. */
export function bodyInCharge(bodyId: number, bodies: ReadonlyMap<number, BodySpan>, day: Day): number {
  const body = bodies.get(bodyId);
  if (!body?.lastDay || body.lastDay >= day || body.successorId === null) return bodyId;
  return bodyInCharge(body.successorId, bodies, day);
}
