import type { Viewer } from '../../identity/viewer.js';
import type { CommitmentAbilities } from './commitment-page.types.js';
import type { CommitmentDetail, SideItem } from '../commitment.types.js';

/** What the viewer may do now, so that the page offers nothing that would be refused. permissions.ts has the last word. */
export function abilitiesOf(viewer: Viewer, commitment: CommitmentDetail): CommitmentAbilities {
  const side = commitment.sides.find(({ party }) => party === viewer.party?.code);
  if (!side) return none;
  const isOpen = commitment.status !== 'completed' && commitment.status !== 'withdrawn';
  const isCoordinator = viewer.role === 'coordinator';
  const signs = viewer.role === 'leader' || isCoordinator;
  const reports = isCoordinator || (viewer.role === 'liaison' && isOf(commitment, side, viewer.body?.code));
  const request = commitment.extensionRequests.find(({ status }) => status === 'open');
  const isOwn = request?.party === side.party;
  const answered = request?.agreements.some(({ party }) => party === side.party);
  return {
    report: reports,
    update: reports && mayReport(viewer, commitment, side),
    confirmPlan: isCoordinator && side.proposed,
    withdrawPlan: isCoordinator && !side.proposed,
    signCompletion: signs && side.status === 'completed' && !side.completionConfirmedAt,
    withdrawSignature: signs && Boolean(side.completionConfirmedAt),
    sendBack:
      signs && isOpen && commitment.sides.some((other) => other !== side && other.status === 'completed'),
    requestExtension: reports && isOpen && !request && commitment.due.date !== null,
    decideExtension: request && viewer.role === 'leader' && isOwn && !request.decision ? request.id : null,
    agreeExtension: request && isCoordinator && !isOwn && !answered ? request.id : null,
    readNotes: true,
    writeNote: reports || viewer.role === 'leader',
  };
}

function mayReport({ role }: Viewer, { status }: CommitmentDetail, side: SideItem): boolean {
  if (status === 'completed' || side.completionConfirmedAt) return false;
  return side.status !== 'withdrawn' || role === 'coordinator';
}

function isOf({ inCharge }: CommitmentDetail, side: SideItem, body: string | undefined): boolean {
  return body !== undefined && (inCharge[side.party]?.bodies.includes(body) ?? false);
}

const none: CommitmentAbilities = {
  report: false,
  update: false,
  confirmPlan: false,
  withdrawPlan: false,
  signCompletion: false,
  withdrawSignature: false,
  sendBack: false,
  requestExtension: false,
  decideExtension: null,
  agreeExtension: null,
  readNotes: false,
  writeNote: false,
};
