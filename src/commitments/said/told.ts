import { formatDay } from '../../calendar/deadline.js';
import type { ReportingDays } from '../../calendar/reporting-period.js';
import type { Language } from '../../platform/text.js';
import type { Said } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { directiveTold } from './directive-told.js';
import { completionTold, planStatedTold, planTold, sentBackTold } from './completion-told.js';
import { questionTold } from './question-told.js';
import { extensionTold } from './extension-told.js';
import { contributionTold, reportTold, submittedTold } from './report-told.js';
import type { Telling, Told } from './told.types.js';

/** All that is done to a commitment on its pages, and what is told of it afterwards. */
const tellings = {
  updated: reportTold,
  submitted: submittedTold,
  report_accepted: ({ t, all, facts }) => ({
    title: t.report_accepted(facts.code ?? ''),
    text: [t.seenBy(all)],
  }),
  report_sent_back: ({ t, party, facts }) => ({
    title: t.report_sent_back(facts.code ?? ''),
    text: [t.seenByOwn(party)],
  }),
  contributed: contributionTold,
  contribution_declined: ({ t, party }) => ({
    title: t.contribution_declined,
    text: [t.declinedSeen(party)],
  }),
  plan_confirmed: planTold,
  plan_stated: planStatedTold,
  plan_withdrawn: ({ t, party, all, commitment }) => ({
    title: t.plan_withdrawn(party),
    text: [t.seenBy(all), commitment.dueAgreed ? t.planOwnersProposedAgain : t.planProposedAgain],
  }),
  completion_confirmed: completionTold,
  completion_withdrawn: ({ t, party, all }) => ({
    title: t.completion_withdrawn(party),
    text: [t.seenBy(all), t.next(t.signs(party))],
  }),
  sent_back: sentBackTold,
  extension_requested: (telling) => extensionTold('extension_requested', telling),
  extension_decided: (telling) => extensionTold('extension_decided', telling),
  extension_agreed: (telling) => extensionTold('extension_agreed', telling),
  indicators_set: ({ t, party, all }) => ({
    title: t.indicators_set(party),
    text: [t.seenBy(all), t.indicatorsReported],
  }),
  review_moved: ({ t, commitment, all }) => ({
    title: t.review_moved(
      commitment.due.undated?.reviewOn ? formatDay(commitment.due.undated.reviewOn) : '–',
    ),
    text: [t.seenBy(all)],
  }),
  matter_settled: ({ t, facts }) => ({
    title: facts.outcome === 'returned' ? t.matterReturned : t.matterAnswered,
    text: [t.leadBodyGoesOn],
  }),
  matter_put_across: ({ t, others }) => ({
    title: t.matterPutAcross(others.length + 1),
    text: [t.matterPartStays],
  }),
  matter_asked_higher: ({ t, all }) => ({
    title: t.matterAskedHigher,
    text: [t.seenBy(all), t.matterAnswerEntered],
  }),
  directive_given: directiveTold,
  directive_answered: ({ t, party }) => ({ title: t.directiveAnswered, text: [t.seenByOwn(party)] }),
  directive_withdrawn: ({ t, party }) => ({ title: t.directiveWithdrawn, text: [t.seenByOwn(party)] }),
  directive_asked_across: ({ t, commitment }) => ({
    title: t.directiveAskedAcross(commitment.sides.length),
    text: [t.directiveStays],
  }),
  question_asked: questionTold,
  question_answered: ({ t, all }) => ({ title: t.questionAnswered, text: [t.seenBy(all)] }),
  question_withdrawn: ({ t, all }) => ({ title: t.questionWithdrawn, text: [t.seenBy(all)] }),
  note_written: ({ t, party }) => ({ title: t.note_written, text: [t.seenByOwn(party), t.noteStays] }),
  note_withdrawn: ({ t }) => ({ title: t.note_withdrawn, text: [t.noteGone] }),
  evidence_added: ({ t, all }) => ({ title: t.evidence_added, text: [t.seenBy(all), t.evidenceStays] }),
  evidence_withdrawn: ({ t, all }) => ({ title: t.evidence_withdrawn, text: [t.evidenceListed(all)] }),
} satisfies Record<string, (telling: Telling) => Told | null>;

/** What was just done, for the page of the commitment to tell. */
export type CommitmentDone = keyof typeof tellings;

interface Subject {
  commitment: CommitmentDetail;
  reporting: ReportingDays;
  language: Language;
  /** Code of the side that did it. */
  party: string | undefined;
}

/** @returns null where this version has no words for it, or the change stands no more */
export function toldOf({ what, facts = {} }: Said, subject: Subject): Told | null {
  const { commitment, language, party } = subject;
  const own = commitment.sides.find((side) => side.party === party);
  if (!own || !Object.hasOwn(tellings, what)) return null;
  const t = words(language).commitment.said;
  return tellings[what as CommitmentDone]({
    ...subject,
    facts,
    t,
    own,
    party: own.partyName[language],
    others: commitment.sides.filter((side) => side !== own),
    all: t.everySide(commitment.sides.length),
  });
}
