import type { Day } from '../../platform/clock.js';
import type { Frame } from '../../web/frame.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { DaysAsked, DaysRead } from '../read/days.js';
import type { Told } from '../said/told.types.js';
import type { OwnHand } from '../read/own-hand.sql.js';
import type { CommitmentDetail, EventItem } from '../commitment.types.js';

/** What the viewer may do here. A request's id where an extension waits for the viewer, else null. */
export interface CommitmentAbilities {
  /** Whether it may report and ask for extensions at all; the fields below also say whether the rules allow it now. */
  report: boolean;
  /** For the side. */
  update: boolean;
  /** To the lead body, by one that cooperates. */
  contribute: boolean;
  declineContribution: boolean;
  confirmPlan: boolean;
  withdrawPlan: boolean;
  statePlan: boolean;
  signCompletion: boolean;
  withdrawSignature: boolean;
  sendBack: boolean;
  contestDay: boolean;
  requestExtension: boolean;
  moveReview: boolean;
  setIndicators: boolean;
  decideExtension: number | null;
  agreeExtension: number | null;
  /** What is not the viewer's to decide, for it was written by the other hand: the fields above say so already of sides and requests. */
  ownHand: OwnHand;
  readNotes: boolean;
  writeNote: boolean;
}

/** The forms on the page. */
export type FormName =
  | (
      | 'plan'
      | 'completion'
      | 'return'
      | 'decide'
      | 'agree'
      | 'review'
      | 'note'
      | 'evidence'
      | 'directive'
      | 'question'
    )
  /** One for each contribution. */
  | `contribution ${number}`
  /** What is done with a directive. */
  | `directive ${'answer' | 'ask' | 'withdraw'} ${number}`
  /** With a question. */
  | `question ${'answer' | 'withdraw'} ${number}`
  /** What is done with something that waits for a decision. */
  | `matter ${'reply' | 'across' | 'higher'} ${number}`;

/** A form as it was sent, and why it was refused. */
export interface RefusedForm {
  form: FormName;
  values: FormValues;
  faults: FormFaults;
}

/** A page of another day than today: which, by what was entered up to which, and as it was asked for. Nothing is done on it. */
export interface PastShown extends DaysRead {
  asked: { typed: DaysAsked; faults: FormFaults };
}

/** What every part of the page is made from. */
export interface CommitmentPageProps {
  frame: Frame;
  commitment: CommitmentDetail;
  /** Newest first. */
  events: EventItem[];
  can: CommitmentAbilities;
  /** What the viewer has just done, and what follows. */
  told: Told | null;
  refused: RefusedForm | null;
  /** Null on the page of today. */
  past: PastShown | null;
  /** The day of the figures: today, but on a page of another day. */
  today: Day;
}

/** What was typed into a form of the page and what is wrong with it; nothing where it was not this form. */
export function refusalOf(
  form: FormName,
  { refused }: Pick<CommitmentPageProps, 'refused'>,
): { values: FormValues; faults: FormFaults } | null {
  return refused?.form === form ? refused : null;
}
