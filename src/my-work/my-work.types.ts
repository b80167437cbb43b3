import type { ReportingPeriod, ReportState } from '../calendar/reporting-period.js';
import type { Day } from '../platform/clock.js';
import type { CommitmentItem } from '../commitments/commitment.types.js';

/** Why something stands on a person's list, most urgent first. */
export const taskKinds = [
  'overdue',
  'returned',
  'sign_completion',
  'decide_extension',
  'agree_extension',
  'due_soon',
  'update_missing',
  'first_update',
  'confirm_plan',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** One thing to do now. A commitment stands once, under its most urgent reason. */
export interface Task {
  kind: TaskKind;
  agreement: AgreementRef;
  commitment: CommitmentItem;
  /** By when; null where no day is set. */
  before: Day | null;
  /** Days left (negative: late); null where no day is set. */
  daysLeft: number | null;
  /** With `returned`: what the other side said; with extensions: the reason given. */
  reason: string | null;
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
  tasks: Task[];
  /** One for each agreement: the period just ended, and what became of the reports on it. */
  periods: ({ agreement: AgreementRef; period: ReportingPeriod } & PeriodFigures)[];
  /** For liaison officers: commitments their body leads or cooperates in; for coordinators and leaders: their side's. */
  commitments: { agreement: AgreementRef; commitment: CommitmentItem; report: PeriodReport }[];
  /** The next days that matter, in order: deadlines, cut-off, the day reports are due, reminders. */
  upcoming: {
    day: Day;
    kind: 'deadline' | 'cutoff' | 'report_due' | 'reminder' | 'chase';
    agreement: AgreementRef;
    commitment: { id: number; code: string } | null;
  }[];
}
