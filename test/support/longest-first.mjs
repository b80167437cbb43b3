import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** What takes longest, so that none of it is left alone at the end, when other workers have nothing more to do. */
const longest = [
  'pages',
  'fleet',
  'offers',
  'leaks',
  'story',
  'report-review-leaks',
  'print',
  'forced-colours',
  'phone',
  'report-periods',
  'several-agreements',
  'drafts-in-browser',
  'api-answers',
  'keystrokes',
  'days',
  'backup/restored',
  'stop',
  'numbers',
  'nothing-is-dead',
  'may',
  'agreement-import',
  'data-quality',
  'day-done-in-browser',
  'administration/story',
  'indicators',
].map((name) => `test/${name}.spec.ts`);

/** Also where Jest has not measured them yet, as on a machine that runs them for the first time. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const { rootDir } = tests[0]?.context.config ?? {};
    const gone = longest.filter((name) => rootDir && !existsSync(join(rootDir, name)));
    if (gone.length > 0) throw new Error(`No longer there: ${gone.join(', ')}`);
    const place = ({ path }) => longest.findIndex((name) => path.endsWith(`/${name}`)) + 1 || Infinity;
    return super.sort(tests).toSorted((one, other) => Math.sign(place(one) - place(other)) || 0);
  }
}
