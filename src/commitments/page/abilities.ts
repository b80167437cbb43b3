import type { Viewer } from '../../identity/viewer.js';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { actions, may, mayNow, type Action } from '../may.js';
import type { CommitmentAbilities } from './commitment-page.types.js';

/** What the viewer may do now, so that the page offers nothing that would be refused. */
export function abilitiesOf(viewer: Viewer, commitment: CommitmentDetail): CommitmentAbilities {
  const [speaker, state] = [speakerOf(viewer), stateOfDetail(commitment)];
  const now = (action: Action) => mayNow(speaker, state, action);
  const { request } = state;
  return {
    report: may(speaker, state, actions.attachEvidence),
    update: now(actions.report),
    contribute: now(actions.contribute),
    declineContribution: now(actions.declineContribution),
    confirmPlan: now(actions.confirmPlan),
    withdrawPlan: now(actions.withdrawPlanConfirmation),
    statePlan: now(actions.statePlan),
    signCompletion: now(actions.signCompletion),
    withdrawSignature: now(actions.withdrawSignature),
    sendBack: now(actions.sendBack),
    contestDay: now(actions.contestDay),
    requestExtension: now(actions.requestExtension),
    moveReview: now(actions.moveReview),
    setIndicators: now(actions.setIndicators),
    decideExtension: request && now(actions.decideExtension(request)) ? request.id : null,
    agreeExtension: request && now(actions.agreeToExtension(request)) ? request.id : null,
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
    readNotes,
    writeNote: false,
  };
}
