import type { ReportingPeriod, ReportState } from '../calendar/reporting-period.js';
import type { Day } from '../platform/clock.js';
import type { Unanswered } from '../commitments/directives/directive.types.js';
import type { CommitmentItem, NamedCode } from '../commitments/commitment.types.js';
import type { BilingualText } from '../platform/text.js';
import type { TaskKind } from './task-kinds.js';

/** What the reader's body is to a commitment; null to those who speak for the whole side. */
export type BodyRole = 'lead' | 'cooperating' | null;

/** One thing to do now. A commitment stands once for each reason. */
export interface Task {
  kind: TaskKind;
  agreement: AgreementRef;
  commitment: CommitmentItem;
  /** By when; null where no day is set. */
  before: Day | null;
  /** Days left (negative: late); null where no day is set. */
  daysLeft: number | null;
  /** With what was sent back: what the other side said; with extensions: the reason given. */
  reason: string | null;
  as: BodyRole;
  /** The reader holds the matter. */
  isOwnTurn: boolean;
  /** Working days for which the matter is past its deadline or limit; null within it, and where nothing has a turn. */
  past: number | null;
  /** For an office: the body in charge, and the addresses of its officers. Null where the office itself leads. */
  chase: { body: NamedCode; officers: string[] } | null;
  /** With contributions: those that wait. */
  contributions: { id: number; body: BilingualText }[];
}

/** By which an agreement is named and reached. */
export interface AgreementRef {
  slug: string;
  number: string;
  kind: string;
}

/** What became of the report on the period just ended, and the day of the first one for it. */
export interface PeriodReport {
  state: ReportState;
  on: Day | null;
}

/** Reports owed on a period, those given by its due day, and those given after it. */
export interface PeriodFigures {
  owed: number;
  gave: number;
  late: number;
}

/** What the signed-in person must do now, and the commitments that are his office's, in all his agreements. */
export interface MyWork {
  /** One page of them. */
  tasks: Task[];
  /** Of all of them. */
  total: number;
  /** How many of all of them are decisions; they stand first. */
  decisions: number;
  /** Whose tasks these are: the reader's, or those of other leaders of the side. */
  whose: 'own' | 'others';
  /** How many wait for other leaders of the side, each in charge of its sector. */
  others: number;
  /** Directives that nobody has answered, in each agreement that has any: of a leader, his own; of others, all of the side. */
  directives: (Unanswered & { agreement: AgreementRef })[];
  /** To a coordinator: agreements of which amendments wait for the own office, with how many. */
  amendments: { agreement: AgreementRef; open: number }[];
  page: number;
  pages: number;
  /** One for each agreement: the period just ended, and what became of the reports on it. */
  periods: ({ agreement: AgreementRef; period: ReportingPeriod } & PeriodFigures)[];
  /** For liaison officers: commitments their body leads or cooperates in; for coordinators and leaders: their side's. */
  commitments: { agreement: AgreementRef; commitment: CommitmentItem; report: PeriodReport; as: BodyRole }[];
  /** The next days that matter, in order: deadlines, cut-off, the day reports are due, reminders. */
  upcoming: {
    day: Day;
    kind: 'deadline' | 'cutoff' | 'report_due' | 'reminder' | 'chase';
    agreement: AgreementRef;
    commitment: { id: number; code: string } | null;
  }[];
}
