import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * What takes longest, so that none of it is left alone at the end, when other workers have nothing more to do. Where Jest has measured a suite
 * it goes by that, which is kept from run to run; a machine that runs them for the first time goes by this.
 */
const longest = [
  'test/pages',
  'test/signed-out-meanwhile',
  'test/faults/faults',
  'test/audit-routes',
  'test/permissions',
  'src/reminders/plan/owed',
  'test/leaks',
  'test/fuzz/fuzz',
  'test/stand-ins-walk',
  'test/print',
  'test/story',
  'test/report-review-leaks',
  'test/drafts-in-browser',
  'test/offers',
  'test/fleet',
  'test/nothing-is-dead',
  'test/forced-colours',
  'test/api-answers',
  'src/reminders/ledger/runs',
  'test/stop',
  'test/phone',
  'test/documents-by-libreoffice',
  'test/keystrokes',
  'test/readers-size',
  'test/several-agreements',
  'test/data-quality',
  'test/day-done-in-browser',
  'test/numbers',
  'test/administration/story',
  'test/days',
  'src/reminders/plan/waiting',
  'test/logs',
  'test/report-periods',
  'test/agreement-import',
  'test/sheets',
  'test/backup/restored',
].map((name) => `${name}.spec.ts`);

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const { rootDir } = tests[0]?.context.config ?? {};
    const gone = longest.filter((name) => rootDir && !existsSync(join(rootDir, name)));
    if (gone.length > 0) throw new Error(`No longer there: ${gone.join(', ')}`);
    // Which sets how long each has taken.
    const sorted = super.sort(tests);
    const place = ({ path, duration }) =>
      (duration === undefined && longest.findIndex((name) => path.endsWith(`/${name}`)) + 1) || Infinity;
    return sorted.toSorted((one, other) => Math.sign(place(one) - place(other)) || 0);
  }
}
