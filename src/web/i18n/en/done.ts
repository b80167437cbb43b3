import type { done as vi } from '../vi/done.js';

export const done: typeof vi = {
  legend: 'When reporting completion',
  day: 'Day it was actually done',
  dayHint: 'The day the part was really done, not the day you enter this report.',
  dayFrom: (document) => `Filled in from document ${document}; change it if it is wrong.`,
  document: (number, day) => `No. ${number} of ${day}`,
  reason: 'Reason for having no evidence',
  reasonNone: (party) =>
    `${party} has no evidence for this commitment yet: give the reason, or attach evidence on the commitment’s page before sending.`,
  reasonSome: 'Only if the day is before today and no evidence is dated on or before it.',
  contested: (reason) => `The completion was sent back for its day. Reason: ${reason}`,
  contestedNext: 'Your earlier report is filled in below. State the day again, then send it.',
  days: (doneOn, stated) => `Done on ${doneOn}, reported on ${stated}.`,
  noEvidence: 'none, and no reason given',
  noEvidenceBut: 'none. Reason: {reason}',
  because: 'Reason given: {reason}',
  turnsOnTime: (due) =>
    `By the day it was reported this is late (due ${due}); by the day it is said to have been done it is on time. Check that day against the evidence.`,
  turnsOnTimeShort: 'the day stated in the report makes this part on time instead of late',
  waiting: (days) => `${days} working ${days === 1 ? 'day' : 'days'} waiting for confirmation`,
  confirmed: (doneOn, stated, confirmed, waited) =>
    `Done ${doneOn}, reported ${stated}, confirmed by the leader ${confirmed}: ${waited}`,
  awaiting: (doneOn, stated, days) =>
    `Done ${doneOn}, reported ${stated}, awaiting the leader’s confirmation${days > 0 ? ` for ${days} working ${days === 1 ? 'day' : 'days'}` : ''}`,
  contest: 'The day is wrong',
  contestText: (party) => `Send ${party}’s completion back only for its day. The text of the report is kept.`,
  contestReason: 'What is wrong with the day',
  contestSubmit: 'Send back for its day',
  onlyDay: 'Send back only for the day it was done',
};
