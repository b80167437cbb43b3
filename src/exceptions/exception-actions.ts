import { stateOfDetail, type HeldMatter, type Key, type Speaker } from '../commitments/commitment-state.js';
import type { CommitmentItem, ExtensionItem } from '../commitments/commitment.types.js';
import { actions, mayNow, type Action } from '../commitments/may.js';
import type { OwnHand } from '../commitments/read/own-hand.sql.js';
import { exceptionActions, type ExceptionAction } from './exceptions.types.js';

/** An extension that waits, as far as it depends on it who may answer. */
export type OpenRequest = Pick<ExtensionItem, 'id' | 'party' | 'status' | 'decision'> & {
  agreements: { party: string }[];
};

/** What waits on a commitment for somebody to decide it. */
export interface Waiting {
  requests: OpenRequest[];
  openMatters: (HeldMatter & { party: string; holder: string })[];
  /** What the reader wrote by the other hand. */
  ownHand: OwnHand;
}

/** What somebody may decide on a commitment now. None of it is for officers: which bodies answer for the parts does not matter. */
export function actionsFor(
  speaker: Speaker,
  commitment: CommitmentItem,
  { requests, openMatters, ownHand }: Waiting,
): ExceptionAction[] {
  const state = stateOfDetail({ ...commitment, inCharge: {}, extensionRequests: requests, openMatters });
  const request = ownHand.request ? undefined : requests[0];
  const isOwn = (party: Key | null) => ownHand.declared.includes(String(party));
  const offered: Record<ExceptionAction, Action[]> = {
    confirm_completion: isOwn(speaker.party) ? [] : [actions.signCompletion],
    decide_extension: request ? [actions.decideExtension(request)] : [],
    agree_to_extension: request ? [actions.agreeToExtension(request)] : [],
    decide_matter: state.matters
      .filter(({ id }) => !ownHand.matters.includes(id))
      .map((matter) => actions.answerMatter(matter)),
    send_back: [actions.sendBack],
    confirm_plan: [actions.confirmPlan],
    direct: [actions.giveDirective],
  };
  return exceptionActions.filter((name) => offered[name].some((action) => mayNow(speaker, state, action)));
}
