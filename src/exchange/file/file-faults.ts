import type { BilingualText } from '../../platform/text.js';

/** Where in a file's contents: `['commitments', 3, 'due']`. */
export type FilePath = (string | number)[];

/** Both count from 1. */
export interface Place {
  line: number;
  column: number;
}

export interface FileFault extends Place {
  file: string;
  path: FilePath;
  /** In English, with the path in it where it is not plain from the reason itself. */
  reason: string;
  /** What is wrong at the path, without it. */
  text: BilingualText;
}

/** What is wrong with an agreement file: file, line, column and reason of each fault. */
export class AgreementFileError extends Error {
  constructor(readonly faults: FileFault[]) {
    super(faults.map(({ file, line, column, reason }) => `${file}:${line}:${column}: ${reason}`).join('\n'));
    this.name = 'AgreementFileError';
  }
}
