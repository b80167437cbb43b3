import {
  otherParty,
  parties,
  type Commitment,
  type PartyCode,
  type Person,
  type Rule,
  type World,
} from './world.js';

const active = ({ people }: World) => people.filter((one) => one.active);
const ofParty = (world: World, role: Person['role'], party: PartyCode) =>
  active(world).filter((one) => one.role === role && one.party === party);

export const coordinatorsOf = (world: World, party: PartyCode) => ofParty(world, 'coordinator', party);
export const offices = (world: World) => parties.flatMap((party) => coordinatorsOf(world, party));
export const isLagging = ({ completed, sides }: Commitment, party: PartyCode) =>
  !completed && sides[party].status !== 'completed';
export const agreementOf = ({ agreements }: World, { slug }: Commitment) =>
  agreements.find((one) => one.slug === slug)!;

/** docs/rules.md §9, *Who gets a line*: those of one side to whom a rule goes, and whether its office stands in for them. */
export function recipientsOf(
  world: World,
  { to }: Rule,
  { sides }: Commitment,
  party: PartyCode,
): Recipients {
  const ofBody = active(world).filter((one) => one.body === sides[party].lead && one.role !== 'leader');
  const officers = ofBody.filter(({ head }) => !head);
  const heads = ofBody.filter(({ head }) => head);
  const people: Person[] = [];
  let standsIn = false;
  const add = (wanted: Person[]) => {
    if (wanted.length === 0) standsIn = true;
    people.push(...wanted);
  };
  if (to.includes('lead_body')) people.push(...(officers.length > 0 ? officers : heads));
  if (to.includes('head')) add(heads);
  if (to.includes('leader')) add(ofParty(world, 'leader', party));
  return { people: new Set(people.map(({ email }) => email)), standsIn };
}

export interface Recipients {
  people: Set<string>;
  standsIn: boolean;
}

export interface Wait {
  kind: 'leader_waits' | 'office_waits';
  party: PartyCode;
  since: string;
}

/** docs/rules.md §3c and §9, *What waits*. */
export function waitsIn({ completed, extension, madeOn, sides }: Commitment): Wait[] {
  if (completed) return [];
  const waits: Wait[] = [];
  for (const party of parties) {
    const { declaredOn, confirmed, planConfirmed, status } = sides[party];
    if (declaredOn !== null && !confirmed) waits.push({ kind: 'leader_waits', party, since: declaredOn });
    if (!planConfirmed && status !== 'completed') waits.push({ kind: 'office_waits', party, since: madeOn });
  }
  if (extension && !extension.decided)
    waits.push({ kind: 'leader_waits', party: extension.by, since: extension.since });
  if (extension?.decided)
    waits.push({ kind: 'office_waits', party: otherParty(extension.by), since: extension.since });
  return waits;
}

/** Leaders without an account are replaced by their office. */
export function waitersOf(world: World, { kind, party }: Wait): string[] {
  const leaders = kind === 'leader_waits' ? ofParty(world, 'leader', party) : [];
  return (leaders.length > 0 ? leaders : coordinatorsOf(world, party)).map(({ email }) => email);
}
