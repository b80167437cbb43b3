import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sources } from './build.mjs';
import { environment, node } from './node.mjs';
import { isStopping, run } from './process.mjs';
import { root } from './project.mjs';

/** Builds and starts anew whenever a source changes: Node watches, and runs `start` again. */
export async function dev(args) {
  const watched = sources
    .filter((folder) => existsSync(join(root, folder)))
    .map((folder) => `--watch-path=${folder}`);
  const start = ['--watch-preserve-output', ...watched, 'bin/run.mjs', 'start', ...args];
  const { code } = await run(node(), start, { env: environment() });
  return isStopping() ? 0 : code;
}
