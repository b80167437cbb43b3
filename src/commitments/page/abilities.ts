import type { Viewer } from '../../identity/viewer.js';
import { speakerOf, stateOfDetail, type Key } from '../commitment-state.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { actions, may, mayNow, type Action } from '../may.js';
import { noHand, type OwnHand } from '../read/own-hand.sql.js';
import { isDeclared } from '../rules.js';
import type { CommitmentAbilities } from './commitment-page.types.js';

/** What the viewer may do now, so that the page offers nothing that would be refused. */
export function abilitiesOf(
  viewer: Viewer,
  commitment: CommitmentDetail,
  ownHand: OwnHand,
): CommitmentAbilities {
  const [speaker, state] = [speakerOf(viewer), stateOfDetail(commitment)];
  const now = (action: Action) => mayNow(speaker, state, action);
  const { request } = state;
  const mayDecide = ownHand.request ? null : request;
  const isOwn = (party: Key) => ownHand.declared.includes(String(party));
  const own = viewer.party?.code ?? '';
  const isOthers = state.sides.some((side) => side.party !== own && isDeclared(side) && isOwn(side.party));
  return {
    report: may(speaker, state, actions.attachEvidence),
    update: now(actions.report),
    contribute: now(actions.contribute),
    declineContribution: now(actions.declineContribution),
    confirmPlan: now(actions.confirmPlan),
    withdrawPlan: now(actions.withdrawPlanConfirmation),
    statePlan: now(actions.statePlan),
    signCompletion: now(actions.signCompletion) && !isOwn(own),
    withdrawSignature: now(actions.withdrawSignature),
    sendBack: now(actions.sendBack) && !isOthers,
    contestDay: now(actions.contestDay) && !isOwn(own),
    requestExtension: now(actions.requestExtension),
    moveReview: now(actions.moveReview),
    setIndicators: now(actions.setIndicators),
    decideExtension: mayDecide && now(actions.decideExtension(mayDecide)) ? mayDecide.id : null,
    agreeExtension: mayDecide && now(actions.agreeToExtension(mayDecide)) ? mayDecide.id : null,
    ownHand,
    readNotes: now(actions.readNotes),
    writeNote: now(actions.writeNote),
  };
}

/** On a page of another day: what was readable is so, and nothing can be done. */
export function readingOnly({ readNotes }: CommitmentAbilities): CommitmentAbilities {
  return {
    report: false,
    update: false,
    contribute: false,
    declineContribution: false,
    confirmPlan: false,
    withdrawPlan: false,
    statePlan: false,
    signCompletion: false,
    withdrawSignature: false,
    sendBack: false,
    contestDay: false,
    moveReview: false,
    setIndicators: false,
    requestExtension: false,
    decideExtension: null,
    agreeExtension: null,
    ownHand: noHand,
    readNotes,
    writeNote: false,
  };
}
