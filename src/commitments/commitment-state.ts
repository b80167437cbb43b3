import type { Actor } from '../identity/actor.js';
import type { Role, Viewer } from '../identity/viewer.js';
import type { Commitment } from './commitment.entity.js';
import type { CommitmentDetail, Decision, ExtensionItem, Status } from './commitment.types.js';
import type { DirectiveAddressee } from './directives/directive.types.js';
import type { Standing } from './matters/matter.rules.js';
import type { MatterHolder, MatterLevel, OpenMatter } from './matters/matter.types.js';
import { proposalOf } from './plan/agreeing.js';
import type { Part } from './rules.js';

/** How a party or a body is named: by its id where a change is decided, by its code where a page is made. Never mixed. */
export type Key = number | string;

/** Who asks. */
export interface Speaker {
  userId: number | null;
  role: Role;
  party: Key | null;
  body: Key | null;
}

/** A commitment as far as it depends on it who may do what, and whether now: entity and read model both come to this. */
export interface CommitmentState {
  status: Status;
  /** The last day; null where it is continuing, or has none yet. */
  dueOn: string | null;
  /** It should have a date but has none yet. */
  undated: boolean;
  /** Another deadline is proposed in a plan, and not confirmed by every side yet. */
  dueProposed: boolean;
  sides: SideState[];
  /** The request to extend it that waits for answers; there is one at most. */
  request: RequestState | null;
  /** What waits for a level other than a lead body to decide; there is one at most for each side. */
  matters: readonly HeldMatter[];
}

/** Something that a level must decide, in the hands of a post; of one that is settled, those of the post that held it last. */
export interface HeldMatter {
  id: number;
  /** The side in whose way it stands. */
  party: Key;
  level: MatterLevel;
  role: MatterHolder;
  /** The side whose post it is; of a level outside, the side that asked it. */
  holder: Key;
}

/** What a leader directed, as far as it depends on it who answers and who withdraws it. */
export interface HeldDirective {
  id: number;
  /** The side whose leader gave it. */
  party: Key;
  /** Who is to answer. */
  role: DirectiveAddressee;
  /** Null where no account did: illustrative history. */
  author: number | null;
  /** That account leads the side no more. */
  isOrphaned: boolean;
}

/** What a side asked, as far as it depends on it who answers and who withdraws it. */
export interface HeldQuestion {
  id: number;
  /** The side that asks. */
  party: Key;
  /** The side that is asked. */
  to: Key;
  /** Of that side, the body that answers today; null where its office does. */
  body: Key | null;
  /** Null where no account asked: illustrative history. */
  author: number | null;
}

export interface SideState extends Part {
  party: Key;
  /** Its lead body; where it has ended, the one that answers for it on the day. */
  leadBody: Key;
  /** Its lead and cooperating bodies, likewise. */
  bodies: readonly Key[];
}

export interface RequestState {
  id: number;
  /** The side that asked. */
  party: Key;
  /** Of that side's leader. */
  decision: Decision | null;
  /** The other sides that have said yes or no. */
  answeredBy: readonly Key[];
}

export function speakerOf(viewer: Pick<Viewer, 'userId' | 'role' | 'party' | 'body'>): Speaker {
  const { userId, role, party, body } = viewer;
  return { userId, role, party: party?.code ?? null, body: body?.code ?? null };
}

export function actorAsSpeaker({ userId, role, partyId, bodyId }: Actor): Speaker {
  return { userId, role, party: partyId, body: bodyId };
}

/** What the entity does not hold. */
interface Beside {
  /** By the side's id. */
  inCharge: ReadonlyMap<number, { leadBody: number; bodies: readonly number[] }>;
  request: RequestState | null;
  standings: ReadonlyMap<number, Standing>;
}

export function stateOfEntity(
  commitment: Commitment,
  { inCharge, request, standings }: Beside,
): CommitmentState {
  return {
    status: commitment.status,
    dueOn: commitment.dueOn ?? null,
    undated: commitment.isUndated,
    dueProposed: proposalOf(commitment) !== undefined,
    sides: commitment.sides.getItems().map((side) => ({
      ...partOf(side),
      party: side.partyId,
      leadBody: side.leadBodyId,
      bodies: [],
      ...inCharge.get(side.id),
    })),
    request,
    matters: commitment.sides
      .getItems()
      .flatMap((side) => heldMatter(side.partyId, standings.get(side.id)?.matter ?? null)),
  };
}

/** As much of a read model as it takes. */
type Read = Pick<CommitmentDetail, 'status' | 'due' | 'proposedDue' | 'sides' | 'inCharge'> & {
  extensionRequests: (Pick<ExtensionItem, 'id' | 'party' | 'status' | 'decision'> & {
    agreements: { party: string }[];
  })[];
  openMatters: Pick<OpenMatter, 'id' | 'party' | 'level' | 'role' | 'holder'>[];
};

export function stateOfDetail({
  status,
  due,
  proposedDue,
  sides,
  inCharge,
  extensionRequests,
  openMatters,
}: Read): CommitmentState {
  const request = extensionRequests.find((one) => one.status === 'open');
  return {
    status,
    dueOn: due.date,
    undated: due.undated !== null,
    dueProposed: proposedDue !== null,
    sides: sides.map((side) => ({
      ...partOf(side),
      party: side.party,
      leadBody: inCharge[side.party]?.leadBody.code ?? side.leadBody.code,
      bodies: inCharge[side.party]?.bodies ?? [],
    })),
    request: request
      ? {
          id: request.id,
          party: request.party,
          decision: request.decision,
          answeredBy: request.agreements.map(({ party }) => party),
        }
      : null,
    matters: openMatters.map(({ id, party, level, role, holder }) => ({ id, party, level, role, holder })),
  };
}

function heldMatter(party: Key, matter: Standing['matter']): HeldMatter[] {
  if (!matter || matter.role === null || matter.holder === null) return [];
  const { id, level, role, holder } = matter;
  return [{ id, party, level, role, holder }];
}

function partOf({ status, planConfirmedAt, completionConfirmedAt, ended = false }: Part): Part {
  return { status, planConfirmedAt, completionConfirmedAt, ended };
}
