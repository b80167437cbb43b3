import type { said as vi } from '../vi/commitment-said.js';

export const said: typeof vi = {
  everySide: (sides) => (sides === 2 ? 'Both sides' : 'All sides'),
  seenBy: (all) => `${all} can see it now.`,
  seenByOwn: (party) => `Only the ${party} side can read it.`,
  next: (steps) => `Next: ${steps}.`,
  and: ' and ',
  updated: (period) => `Report sent ${period}.`,
  completionDeclared: (period) => `Completion report sent ${period}.`,
  nextReport: (period, due) => `Next report: ${period}, due ${due}.`,
  contributed: 'Contribution sent.',
  contributionSeen: (party) => `The ${party} side can read it now; its report has not changed.`,
  leadTakesOver: (body) => `${body} uses it in its report or says why not`,
  contribution_declined: 'The cooperating body has been told that its contribution will not be used.',
  declinedSeen: (party) => `The ${party} side can read the reason; its report has not changed.`,
  plan_confirmed: (party) => `${party}’s lead body and deadline have been confirmed.`,
  planAllConfirmed: (all) => `${all} have confirmed.`,
  confirmsPlan: (party) => `${party}’s committee office confirms`,
  plan_withdrawn: (party) => `${party}’s confirmation of its lead body and deadline has been withdrawn.`,
  planProposedAgain:
    'The lead body, product and deadline are marked as proposed again until you confirm them.',
  completion_confirmed: (party) => `Completion of ${party}’s part has been confirmed.`,
  completedOn: (all, day) => `${all} have confirmed: the commitment was completed on ${day}.`,
  declares: (party) => `${party} reports completion and confirms it`,
  signs: (party) => `${party}’s leader confirms completion`,
  completion_withdrawn: (party) => `${party}’s confirmation of completion has been withdrawn.`,
  sent_back: (parties) =>
    parties.includes(', ')
      ? `The completion reports of ${parties} have been sent back.`
      : `The completion report of ${parties} has been sent back.`,
  reportsAgain: (parties) =>
    parties.includes(', ')
      ? `${parties} are notified by email and report again`
      : `${parties} is notified by email and reports again`,
  extension_requested: (due) => `Request sent to extend the deadline to ${due}.`,
  leaderDecides: (party) => `${party}’s leader decides`,
  officeAnswers: (party) => `${party}’s committee office responds`,
  dueStays: (due) => `Until then the deadline is still ${due}.`,
  approved: (due) => `Your approval of the extension to ${due} has been recorded.`,
  granted: (due) => `Extension approved. New deadline: ${due}.`,
  refused: (due) => `Extension refused. The deadline is still ${due}.`,
  firstDate: {
    requested: (due) => `Proposal sent: deadline ${due}.`,
    approved: (due) => `Your approval of the deadline ${due} has been recorded.`,
    granted: (due) => `Deadline agreed: ${due}.`,
    refused: (due) => `Deadline ${due} refused. The commitment still has no date.`,
  },
  review_moved: (day) => `The review of the deadline has been moved to ${day}.`,
  remindersFollow: 'Reminders follow the new deadline.',
  matterAnswered: 'The answer to the difficulty has been saved.',
  matterReturned: 'The difficulty has been returned to the lead body.',
  leadBodyGoesOn: 'The lead body can read it word for word and goes on from there.',
  matterPutAcross: (sides) =>
    `The difficulty has been put to ${sides > 2 ? 'another' : 'the other'} side’s committee office.`,
  matterPartStays: 'Meanwhile the part stays with the lead body, and the deadline continues to apply.',
  matterAskedHigher: 'The document that asks the higher level has been recorded.',
  matterAnswerEntered: 'Once it has answered, the committee office records that here.',
  matterWaits: (level) => `Level that must decide on the difficulty: ${level}.`,
  note_written: 'Internal note saved.',
  noteStays: 'If it is a mistake, you can withdraw it below the note.',
  note_withdrawn: 'Internal note withdrawn.',
  noteGone: 'Its text is no longer shown to anyone.',
  evidence_added: 'Evidence added.',
  evidenceStays: 'If it is wrong, you can withdraw it in the list of evidence.',
  evidence_withdrawn: 'Evidence withdrawn.',
  evidenceListed: (all) => `${all} still see it in the list, marked as withdrawn, but cannot open its file.`,
};
