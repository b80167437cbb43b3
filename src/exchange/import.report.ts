import { isDeepStrictEqual } from 'node:util';
import type { Written } from './agreement-import.js';

export interface ImportReport {
  agreement: string;
  created: number;
  updated: number;
  unchanged: number;
  /** What was taken from the file; a new commitment goes from null to its title. */
  changes: Change[];
  /** What the file says otherwise, or no longer says, and stands all the same. */
  kept: Kept[];
  written: Written;
}

/** The report as programs read it. */
export interface ImportAnswer extends ImportReport {
  slug: string;
  dryRun: boolean;
  /** What the report says, in a word: handed back, it imports exactly that or nothing. */
  difference: string;
}

/** `code` is a commitment's, or the agreement's slug; `what` is the path in the file's words, joined: `sides.hanoi.lead`. */
export interface Change {
  code: string;
  what: string;
  path: string[];
  from: unknown;
  to: unknown;
}

/** A side has confirmed it, or reported on it; an import never changes it; the file has it no more. */
export const keptReasons = ['settled', 'fixed', 'missing'] as const;

export interface Kept {
  code: string;
  what: string;
  why: (typeof keptReasons)[number];
  present: unknown;
  said: unknown;
}

export const notInTheFile = 'not in the file';

/** Takes what a file says otherwise where that is still open, and notes what was taken and what stands instead. */
export class Comparison {
  changed = false;

  constructor(
    private readonly code: string,
    private readonly report: ImportReport,
  ) {}

  /** What an import does not change, and so reports where the file says otherwise. */
  keep(what: string, present: unknown, said: unknown): void {
    if (isDeepStrictEqual(present, said)) return;
    this.report.kept.push({ code: this.code, what, why: 'fixed', present, said });
  }

  /** @returns whether it was taken */
  take(what: string, present: unknown, said: unknown, open: boolean, apply: () => void): boolean {
    if (isDeepStrictEqual(present, said)) return false;
    if (!open) this.report.kept.push({ code: this.code, what, why: 'settled', present, said });
    else {
      this.report.changes.push({ code: this.code, what, path: what.split('.'), from: present, to: said });
      apply();
      this.changed = true;
    }
    return open;
  }
}
