import { NotAllowed } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';
import type {
  CommitmentState,
  HeldDirective,
  HeldMatter,
  HeldQuestion,
  Key,
  Speaker,
} from './commitment-state.js';
import {
  answerersOfDirective,
  answerersOfQuestion,
  askers,
  contributors,
  extenders,
  holdersOfMatter,
  leader,
  noteWriters,
  office,
  participants,
  peopleOfTheSide,
  reporters,
  reportersOnWithdrawn,
  sideInWhoseWay,
  sideThatAsked,
  sideThatDidNotAsk,
  signers,
  speaksForNoSide,
  withdrawersAmongParticipants,
  withdrawersOfDirective,
  withdrawersOfEvidence,
  withdrawersOfNote,
  withdrawersOfPart,
  withdrawersOfQuestion,
  type Added,
  type Asking,
  type Permission,
} from './permissions.js';
import { goesAcross } from './matters/matter.rules.js';
import { isDeclared, isOpen, isPlanConfirmed, isSigned } from './rules.js';

/** What people of a side do to a commitment. */
export interface Action {
  /** Who may: all of these. The first that does not hold refuses, with 403. */
  who: readonly Permission[];
  /**
   * Whether there is something to be done now, so that a page offers it. The entities' methods have the last word, by the
   * same rules: they refuse with 422, or change nothing.
   */
  now: (asking: Asking) => boolean;
}

const always = () => true;
const isHeld =
  ({ id }: HeldMatter) =>
  ({ commitment }: Asking) =>
    commitment.matters.some((open) => open.id === id);
const takesReports = ({ commitment, side }: Asking) =>
  commitment.status !== 'completed' && !isSigned(side) && !side.ended;

/** Told once: services refuse by this, pages offer by it, and a test holds My work against it. Some are done to a thing of the commitment. */
export const actions = {
  report: { who: [reporters, reportersOnWithdrawn], now: takesReports },
  /** What a cooperating body has to say, for the lead body to take over. */
  contribute: { who: [contributors, reportersOnWithdrawn], now: takesReports },
  declineContribution: { who: [reporters], now: always },
  /** Either of the two, by who says it. */
  reportOrContribute: { who: [participants, reportersOnWithdrawn], now: takesReports },
  sayWithdrawn: { who: [participants, withdrawersAmongParticipants], now: takesReports },
  /** Reports that the own part is withdrawn. */
  withdrawPart: { who: [reporters, withdrawersOfPart], now: takesReports },
  /** An officer's report, before other sides see it. */
  reviewReport: { who: [office], now: always },
  confirmPlan: { who: [office], now: ({ side }) => !isPlanConfirmed(side) && !side.ended },
  withdrawPlanConfirmation: { who: [office], now: ({ side }) => isPlanConfirmed(side) && !side.ended },
  /** Of the own part: who leads it, who cooperates, what it is to bring about; and until every side has confirmed it, the deadline. */
  statePlan: { who: [office], now: ({ commitment }) => isOpen(commitment) },
  signCompletion: { who: [signers], now: ({ side }) => isDeclared(side) && !isSigned(side) && !side.ended },
  withdrawSignature: { who: [signers], now: ({ side }) => isSigned(side) && !side.ended },
  sendBack: {
    who: [signers],
    now: ({ commitment, side }) =>
      isOpen(commitment) && commitment.sides.some((other) => other !== side && isDeclared(other)),
  },
  /** Sends the own completion back before it is signed, for its day alone. */
  contestDay: {
    who: [signers],
    now: ({ commitment, side }) => isOpen(commitment) && isDeclared(side) && !isSigned(side),
  },
  requestExtension: {
    who: [extenders],
    now: ({ commitment }) =>
      isOpen(commitment) &&
      (commitment.dueOn !== null || commitment.undated) &&
      commitment.request === null &&
      !commitment.dueProposed,
  },
  /** Of the own part: what is measured. */
  setIndicators: { who: [office], now: ({ commitment }) => isOpen(commitment) },
  /** Of one that has no date yet: to look at it again on another day. */
  moveReview: { who: [office], now: ({ commitment }) => isOpen(commitment) && commitment.undated },
  /** A leader may change the decision while the request is open; what waits is the first one. */
  decideExtension: (request: { party: Key }): Action => ({
    who: [leader, sideThatAsked(request)],
    now: ({ commitment }) => isOpen(commitment) && commitment.request?.decision === null,
  }),
  agreeToExtension: (request: { party: Key }): Action => ({
    who: [office, sideThatDidNotAsk(request)],
    now: ({ commitment, side }) =>
      isOpen(commitment) && commitment.request?.answeredBy.includes(side.party) === false,
  }),
  /** Whoever holds it says how it is decided, or returns it to the lead body. */
  answerMatter: (matter: HeldMatter): Action => ({ who: [holdersOfMatter(matter)], now: isHeld(matter) }),
  returnMatter: (matter: HeldMatter): Action => ({ who: [holdersOfMatter(matter)], now: isHeld(matter) }),
  putMatterAcross: (matter: HeldMatter): Action => ({
    who: [office, sideInWhoseWay(matter)],
    now: (asking) => isHeld(matter)(asking) && matter.role === 'coordinator' && goesAcross(matter.level),
  }),
  askHigherLevel: (matter: HeldMatter): Action => ({
    who: [office, sideInWhoseWay(matter)],
    now: (asking) => isHeld(matter)(asking) && matter.role === 'coordinator' && matter.level === 'higher',
  }),
  /** To the own side, about its own part or another's. */
  giveDirective: { who: [leader], now: ({ commitment }) => isOpen(commitment) },
  answerDirective: (directive: HeldDirective): Action => ({
    who: [answerersOfDirective(directive)],
    now: ({ commitment }) => isOpen(commitment),
  }),
  /** Asks the other side's office on account of it, in the own office's words. */
  askForDirective: (directive: HeldDirective): Action => ({
    who: [office, answerersOfDirective(directive)],
    now: ({ commitment }) => isOpen(commitment),
  }),
  withdrawDirective: (directive: HeldDirective): Action => ({
    who: [withdrawersOfDirective(directive)],
    now: ({ commitment }) => isOpen(commitment),
  }),
  /** Another side, or a body of the own. */
  askQuestion: { who: [askers], now: ({ commitment }) => isOpen(commitment) },
  answerQuestion: (question: HeldQuestion): Action => ({
    who: [answerersOfQuestion(question)],
    now: ({ commitment }) => isOpen(commitment),
  }),
  withdrawQuestion: (question: HeldQuestion): Action => ({
    who: [withdrawersOfQuestion(question)],
    now: ({ commitment }) => isOpen(commitment),
  }),
  /** What another side’s office proposes to change of it; of which amendment, and that it waits, the amendment knows. */
  answerAmendment: { who: [office], now: ({ commitment }) => isOpen(commitment) },
  attachEvidence: { who: [participants], now: always },
  withdrawEvidence: (evidence: Added): Action => ({ who: [withdrawersOfEvidence(evidence)], now: always }),
  readNotes: { who: [peopleOfTheSide], now: always },
  writeNote: { who: [peopleOfTheSide, noteWriters], now: always },
  withdrawNote: (note: Added): Action => ({ who: [peopleOfTheSide, withdrawersOfNote(note)], now: always }),
} satisfies Record<string, Action | ((thing: never) => Action)>;

/** Whether somebody may do it at all, whatever the state of things. */
export function may(speaker: Speaker, commitment: CommitmentState, action: Action): boolean {
  return whyNot(speaker, commitment, action) === null;
}

/** Whether somebody may, and there is something to be done now. */
export function mayNow(speaker: Speaker, commitment: CommitmentState, action: Action): boolean {
  const asking = askingAs(speaker, commitment);
  return asking !== null && refusalOf(asking, action) === null && action.now(asking);
}

/** @throws NotAllowed with the reason */
export function mustBeAllowed(speaker: Speaker, commitment: CommitmentState, action: Action): void {
  const refusal = whyNot(speaker, commitment, action);
  if (refusal) throw new NotAllowed(refusal);
}

/** Why somebody may not, in words for that account; null where it may. */
export function whyNot(speaker: Speaker, commitment: CommitmentState, action: Action): BilingualText | null {
  const asking = askingAs(speaker, commitment);
  return asking ? refusalOf(asking, action) : speaksForNoSide;
}

function refusalOf(asking: Asking, { who }: Action): BilingualText | null {
  return who.find((permission) => !permission.holds(asking))?.refusal ?? null;
}

/** Null for who speaks for no side of it. */
function askingAs(speaker: Speaker, commitment: CommitmentState): Asking | null {
  const side = commitment.sides.find(({ party }) => party === speaker.party);
  return side ? { ...speaker, side, commitment } : null;
}
