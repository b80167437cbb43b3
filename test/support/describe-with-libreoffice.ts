import { describe, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isCi } from './redis.js';

const onPath = (program: string) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file));

/** The rule is that of Redis: skipped with the reason where there is none, failed with it under CI=true. @param tests told the path of soffice */
export function describeWithLibreOffice(name: string, tests: (soffice: string) => void): void {
  const missing = ['soffice', 'pdftotext', 'pdffonts'].filter((program) => !onPath(program));
  if (missing.length === 0) {
    describe(name, () => tests(onPath('soffice')!));
  } else if (isCi()) {
    it(name, () => {
      throw new Error(`Under CI=true these tests must run: no ${missing.join(', ')} on the PATH`);
    });
  } else {
    describe.skip(`${name} (skipped: no ${missing.join(', ')} on the PATH)`, () => tests('unused'));
  }
}
