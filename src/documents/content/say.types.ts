import type { Counts } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';

/** The groups in which documents count, as pages do: what goes on without an end counts as in time. */
export interface Groups {
  total: number;
  onTime: number;
  late: number;
  inTime: number;
  /** Of those in time. */
  continuing: number;
  idle: number;
  overdue: number;
  suspended: number;
  withdrawn: number;
}

export function groupsOf(counts: Counts, total: number): Groups {
  return {
    total,
    onTime: counts.completed_on_time,
    late: counts.completed_late,
    inTime: counts.in_progress_on_time + counts.continuing,
    continuing: counts.continuing,
    idle: counts.not_started_on_time,
    overdue: counts.in_progress_overdue + counts.not_started_overdue,
    suspended: counts.suspended,
    withdrawn: counts.withdrawn,
  };
}

export interface SideSaid {
  name: string;
  /** Parts that it declared completed. */
  declared: number;
  owed: number;
  gave: number;
  late: number;
}

export interface BodyOwing {
  name: string;
  codes: string[];
}

/** The sentences of documents, in one language: right for none, one, many and all. */
export interface Say {
  number: (n: number) => string;
  kinds: Record<string, string>;
  /** On what a document rests. @param about without its title where it is null */
  basis: (about: { kind: string; number: string; issuer: string; title: string | null }) => string;
  period: (code: string) => string;
  range: (from: Day, to: Day) => string;
  report: {
    type: string;
    short: string;
    subject: (basis: string, when: string | null) => string;
    opening: (who: string, basis: string, what: string) => string;
    ofDay: (day: Day) => string;
    results: string;
    general: string;
    sides: string;
    overdueHead: string;
    missingHead: string;
    bySector: string;
    difficulties: string;
    proposals: string;
    next: string;
    sectorCaption: (day: Day) => string;
    sectorHead: {
      number: string;
      sector: string;
      total: string;
      completed: string;
      onTime: string;
      late: string;
      inTime: string;
      idle: string;
      overdue: string;
      stopped: string;
      sum: string;
    };
    chart: (day: Day) => string;
    tableNote: (day: Day, frozen: boolean) => string;
    saidHead: { commitment: string; results: string; difficulties: string; proposals: string };
    saidNote: string | null;
    notReported: string;
    reportedBy: (post: string, day: Day) => string;
    nothingSaid: string;
  };
  /** @param sides how many take part */
  generalText: (groups: Groups, sectors: number, sides: number, day: Day) => string;
  sidesText: (sides: SideSaid[]) => string;
  overdueText: (count: number, total: number) => string;
  overdueItem: (item: { code: string; title: string; bodies: string; due: string; days: number }) => string;
  missingText: (bodies: BodyOwing[]) => string;
  /** Of difficulties or proposals: where they are. */
  difficultiesText: (sectors: { name: string; codes: string[] }[]) => string;
  proposalsText: (sectors: { name: string; codes: string[] }[]) => string;
  dueText: (until: Day, due: { code: string; label: string }[]) => string;
  nextItem: (body: string, code: string, text: string) => string;
  annex: {
    type: string;
    subject: (basis: string, day: Day) => string;
    attached: (report: string) => string;
    head: {
      code: string;
      commitment: string;
      bodies: string;
      due: string;
      standing: string;
      percent: string;
      results: string;
      difficulties: string;
      proposals: string;
      reportedBy: string;
    };
  };
  recipients: { title: string; board: (committee: string) => string; file: (office: string) => string };
  place: (place: string, year: string) => string;
  offices: string;
  officeOf: (committee: string) => string;
  foot: {
    frozen: (code: string, day: Day) => string;
    day: (day: Day, known: Day) => string;
    illustrative: string;
  };
}
