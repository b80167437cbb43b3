/** The one entry of all npm scripts: `node bin/run.mjs VERB …`. Runs under any Node from 20 on. */
import { bench, cli, faults, fuzz, lighthouse, start, test } from './verbs.mjs';
import { dev } from './dev.mjs';
import { check, format, lint, typecheck } from './check.mjs';
import { build } from './build.mjs';
import { measures } from './measures.mjs';
import { installWhatIsMissing } from './install.mjs';
import { Trouble, say } from './project.mjs';
import { stopWithNpm } from './process.mjs';

const daily = { start, test, dev, cli, check, build, lint, typecheck, format, measures };
const verbs = { ...daily, bench, lighthouse, fuzz, faults };
/** What works with the packages of production alone. */
const withoutDevelopmentPackages = new Set(['start', 'cli', 'build']);

const [verb = '', ...args] = process.argv.slice(2);
try {
  if (!Object.hasOwn(verbs, verb)) throw new Trouble(`Usage: npm run ${Object.keys(verbs).join(' | ')}`);
  stopWithNpm();
  await installWhatIsMissing({ development: !withoutDevelopmentPackages.has(verb) });
  process.exitCode = (await verbs[verb](args)) ?? 0;
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  say(error.message);
  process.exitCode = 1;
}
