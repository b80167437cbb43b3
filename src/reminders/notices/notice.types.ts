import type { DirectiveKind } from '../../commitments/directives/directive.types.js';
import type { Role } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText, Language } from '../../platform/text.js';

/** What is told of a change of a commitment: from its event follows to whom. */
export const eventKinds = [
  'sent_back',
  'signature_fell',
  'extension_asked',
  'extension_answered',
  'question_asked',
  'question_answered',
] as const;
/** What is told of something else, to whom whoever tells it says: `tellOf`. */
export const subjectKinds = ['rules_proposed', 'rules_changed', 'body_followed'] as const;

/** What an office asks of a body or of another office, and a leader of his office; after the deadline, and before it. */
export const chaseKinds = ['chase', 'chase_early', 'chase_asked'] as const;

/** What a leader directs, and its answer; to both sides of it, that it has none past its day. */
export const directiveNotices = ['directive_given', 'directive_answered', 'directive_late'] as const;

export type DirectiveNotice = (typeof directiveNotices)[number];
export type EventKind = (typeof eventKinds)[number];
export type SubjectKind = (typeof subjectKinds)[number];
export type ChaseKind = (typeof chaseKinds)[number];
export type NoticeKind = EventKind | SubjectKind | ChaseKind | DirectiveNotice;

export interface Gathering {
  now: Date;
  /** The right side of Message-IDs. */
  host: string;
}

/** What a notice is about that is about no commitment. */
export interface NoticeSubject {
  agreementId: number;
  /** What it is about, as the ledger names it. */
  title: BilingualText;
  /** Where it is seen or answered: `/2016-tb-tu/nhac-han`. */
  path: string;
  /** What happened, a sentence a line. Plain text. */
  lines: BilingualText[];
}

/** One thing that a mail tells. */
export interface ClaimedNotice {
  id: number;
  kind: NoticeKind;
  /** False where the recipient no longer answers for it, or it has been dealt with. */
  stillTrue: boolean;
  slug: string;
  agreementKind: string;
  number: string;
  /** Of a commitment; null where it is about a `subject`. */
  code: string | null;
  title: BilingualText;
  subject: Pick<NoticeSubject, 'path' | 'lines'> | null;
  /** The post that did it. */
  by: BilingualText | null;
  reason: string | null;
  /** Of an answer to an extension. */
  decision: 'approved' | 'rejected' | 'counter' | null;
  /** Of a request: whether it waits, was granted or refused. */
  status: 'open' | 'granted' | 'refused' | null;
  /** What the request asked for then, as labels. */
  from: BilingualText | null;
  to: BilingualText | null;
  /** Where another side named an earlier day: the one that was asked for before. */
  asked: BilingualText | null;
  /** It asks for the first date of a commitment that has none yet, and extends nothing. */
  firstDate: boolean;
  /** The agreement's last day, where what is asked for lies past it. */
  agreementEnd: Day | null;
  question: ToldQuestion | null;
  chase: ToldChase | null;
  directive: ToldDirective | null;
  /** In whose place its reader is told. */
  onBehalfOf: BilingualText | null;
}

/** What was asked for by hand, and what its reader needs to know of the commitment. */
export interface ToldChase {
  id: number;
  /** Whom it asks: the body in charge, the office of another side, or the own office. */
  asks: 'body' | 'other_office' | 'own_office';
  /** The post that asks. */
  author: BilingualText;
  text: string | null;
  /** Who is to report. */
  body: { code: string; name: BilingualText };
  party: BilingualText;
  dueOn: Day | null;
  reportedOn: Day | null;
}

/** What was asked, and the answer once there is one. */
export interface ToldQuestion {
  text: string;
  answerBy: Day;
  /** Of the body that is asked; null where the office is. */
  body: BilingualText | null;
  answer: string | null;
}

/** What a leader directed, to readers of his own side. */
export interface ToldDirective {
  kind: DirectiveKind;
  author: BilingualText;
  text: string;
  answerBy: Day;
  /** Whose part it is about, where that is another side's. */
  about: BilingualText | null;
  answer: string | null;
  answeredBy: BilingualText | null;
}

/** A mail in the hands of a worker. */
export interface ClaimedMail {
  id: number;
  messageId: string;
  /** From 1. */
  attempt: number;
  email: string;
  /** As which the recipient is told. */
  role: Role;
  name: BilingualText;
  language: Language;
  /** In the order in which they came up; never empty. */
  notices: ClaimedNotice[];
}
