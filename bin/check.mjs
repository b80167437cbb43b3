import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environment, node } from './node.mjs';
import { isStopping, run } from './process.mjs';
import { root, say } from './project.mjs';
import { jest } from './verbs.mjs';

const inStep = 'src/platform/schema.spec.ts';

/** Every step runs, so that one run shows all there is to mend. */
export async function check() {
  const steps = {
    lint: () => lint([]),
    format: () => tool('prettier', ['--check', '--log-level', 'warn', '.']),
    types: () => typecheck([]),
    'migrations in step with entities': () => (existsSync(join(root, inStep)) ? jest([inStep]) : 0),
  };
  const failed = [];
  for (const [name, step] of Object.entries(steps)) {
    const began = Date.now();
    const code = await step();
    if (isStopping()) return 130;
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (code !== 0) failed.push(name);
  }
  return failed.length === 0 ? 0 : 1;
}

export function lint(args) {
  return tool('oxlint', args);
}

export function typecheck(args) {
  return tool('typescript', ['--noEmit', ...args]);
}

export function format(args) {
  return tool('prettier', ['--write', '--log-level', 'warn', ...(args.length > 0 ? args : ['.'])]);
}

const executables = {
  oxlint: 'oxlint/bin/oxlint',
  prettier: 'prettier/bin/prettier.cjs',
  typescript: 'typescript/bin/tsc',
};

async function tool(name, args) {
  const { code } = await run(node(), [join('node_modules', executables[name]), ...args], {
    env: environment(),
  });
  return code;
}
