import { stateOfDetail, type HeldMatter, type Speaker } from '../commitments/commitment-state.js';
import type { CommitmentItem, ExtensionItem } from '../commitments/commitment.types.js';
import { actions, mayNow, type Action } from '../commitments/may.js';
import { exceptionActions, type ExceptionAction } from './exceptions.types.js';

/** An extension that waits, as far as it depends on it who may answer. */
export type OpenRequest = Pick<ExtensionItem, 'id' | 'party' | 'status' | 'decision'> & {
  agreements: { party: string }[];
};

/** What waits on a commitment for somebody to decide it. */
export interface Waiting {
  requests: OpenRequest[];
  openMatters: (HeldMatter & { party: string; holder: string })[];
}

/** What somebody may decide on a commitment now. None of it is for officers: which bodies answer for the parts does not matter. */
export function actionsFor(
  speaker: Speaker,
  commitment: CommitmentItem,
  { requests, openMatters }: Waiting,
): ExceptionAction[] {
  const state = stateOfDetail({ ...commitment, inCharge: {}, extensionRequests: requests, openMatters });
  const request = requests[0];
  const offered: Record<ExceptionAction, Action[]> = {
    confirm_completion: [actions.signCompletion],
    decide_extension: request ? [actions.decideExtension(request)] : [],
    agree_to_extension: request ? [actions.agreeToExtension(request)] : [],
    decide_matter: state.matters.map((matter) => actions.answerMatter(matter)),
    send_back: [actions.sendBack],
    confirm_plan: [actions.confirmPlan],
    direct: [actions.giveDirective],
  };
  return exceptionActions.filter((name) => offered[name].some((action) => mayNow(speaker, state, action)));
}
