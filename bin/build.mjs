import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, node } from './node.mjs';
import { run } from './process.mjs';
import { Trouble, root, say } from './project.mjs';

export const sources = ['src', 'migrations'];
const settings = ['package.json', 'package-lock.json', '.swcrc', 'bin/build.mjs'];
const dist = join(root, 'dist');
const stamp = join(dist, '.sources');

/** Compiles src/ to dist/src/ and migrations/ to dist/migrations/ where they changed since the last time. */
export async function build() {
  const digest = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const began = Date.now();
  const fresh = join(root, '.cache', `build-${process.pid}`);
  try {
    await compile(fresh);
    writeFileSync(join(fresh, '.sources'), digest);
    replaceDist(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

async function compile(folder) {
  mkdirSync(folder, { recursive: true });
  const args = ['-d', folder, '--config-file', '.swcrc', '--extensions', '.ts,.tsx', '--copy-files'];
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const ignored = ['--ignore', '**/*.spec.ts,**/*.spec.tsx'];
  const present = sources.filter((name) => existsSync(join(root, name)));
  const { code, output } = await run(node(), [swc, ...present, ...args, ...ignored], {
    quiet: true,
    // The compiler's own stack says nothing about the mistake in the source.
    env: environment({ RUST_BACKTRACE: '0' }),
  });
  if (code !== 0) throw new Trouble(`${output.trimEnd()}\nBuilding failed, see above.`);
}

/** By renaming: a build that fails or is interrupted leaves the last good one, and nobody sees half of one. */
function replaceDist(fresh) {
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

function digestOfSources() {
  const digest = createHash('sha256');
  for (const file of [...settings, ...sources.flatMap(filesIn)]) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return digest.digest('hex');
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length))
    .sort();
}
