import type { ActsFor, Viewer } from '../identity/viewer.js';
import type { YearToSettle } from '../calendar/standing.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText, Language } from '../platform/text.js';

export type Active =
  'exceptions' | 'overview' | 'commitments' | 'myWork' | 'notice' | 'reminders' | 'audit' | 'admin';

/** What the frame of every page needs to know. */
export interface Frame {
  viewer: Viewer | null;
  language: Language;
  /** The posts for which the reader may act today. */
  actsFor?: ActsFor[];
  /** The reader acted for a post and may no longer. */
  standInEnded?: boolean;
  agreement: {
    slug: string;
    number: string;
    kind: string;
    name: BilingualText;
    period: string;
    sides: { code: string; marker: string; name: BilingualText }[];
  } | null;
  /** Agreements to choose from, the first few; offered where there are two or more. */
  choices: AgreementChoice[];
  /** Null outside the demo. */
  demo: { day: Day; mailboxUrl: string | null } | null;
  /** Shown beside "Việc của tôi". */
  myWorkCount?: number;
  /** To administrators, on their own pages: years of the working calendar for which something is left to do. */
  yearsToSettle?: YearToSettle[];
  /** For administrators: the working day whose reminders have not been run. */
  runMissing?: Day | null;
  /** Of the agreement's data, and when it last changed; null where no data is shown. */
  revision: number | null;
  updatedAt: string | null;
  /** The business day, of which a page is unless it says another; and the instant at which the page is made. */
  today: Day;
  madeAt: string;
  csrf: string;
  /** What is to be said first of the form on the page. */
  word?: 'notSent' | 'notSentNorFile' | 'another' | 'tooLate' | null;
  /** Path and query of this page, or of the page of the form that it answers: where a change of language or date comes back to. */
  path: string;
  /** The page answers a form, most likely with what was typed and why it was refused. */
  answersForm: boolean;
  /** The page carries a form that no address leads to: which form of the page takes it along to the other language, and where to. */
  languageForm?: { id: string; action: string };
}

export interface AgreementChoice {
  slug: string;
  number: string;
  kind: string;
  title: BilingualText;
}
