import type { questions as vi } from '../vi/questions.js';

const everySide = (sides: number) => (sides > 2 ? 'all sides' : 'both sides');

export const questions: typeof vi = {
  title: 'Questions and answers',
  note: (sides) => `read by ${everySide(sides)}`,
  office: (party) => `the ${party} committee office`,
  asks: 'asks',
  asked: (whom) => `For ${whom}`,
  answerBy: (day) => `Answer by ${day}`,
  late: (days) => `Answer ${days} working ${days === 1 ? 'day' : 'days'} late`,
  states: {
    answered: 'Answered',
    withdrawn: 'Withdrawn',
    closed: 'Unanswered when the commitment ended',
  },
  settled: (n) => `${n} ${n === 1 ? 'question' : 'questions'} settled`,
  wasWithdrawn: 'The side that asked withdrew the question before it was answered.',
  ask: {
    title: 'Ask a question',
    to: 'Ask',
    bodyAs: (body, isLead) => `${body} (${isLead ? 'lead' : 'cooperating'})`,
    text: 'Question',
    textHint: (sides) => `Say what needs an answer; ${everySide(sides)} read it in full`,
    answerBy: 'Answer by',
    answerByHint: 'If left empty: two working days from today.',
    submit: 'Send question',
  },
  answer: {
    title: 'Answer the question',
    text: 'Answer',
    hint: (sides) => `Read in full by ${everySide(sides)}; it cannot be changed once sent`,
    submit: 'Send answer',
  },
  withdraw: {
    title: 'Withdraw question',
    text: 'It stays on the page, marked as withdrawn, and no longer waits for an answer.',
  },
  faults: {
    to: 'Choose who is asked from the list.',
    text: 'Enter up to 2,000 characters, without control characters.',
    answerBy: 'Enter a date as day/month/year, for example 22/11/2019.',
  },
};
