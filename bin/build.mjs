import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { isStopping } from './process.mjs';
import { Trouble, root, say } from './project.mjs';

/** What `nest build` would go by. */
const { filenames, swcrcPath } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')).compilerOptions
  .builder.options;
export const sources = filenames;
const settings = ['package.json', 'package-lock.json', 'nest-cli.json', swcrcPath, 'bin/build.mjs'];
const dist = join(root, 'dist');
const stamp = '.sources';

/** Compiles src/ to dist/src/ and migrations/ to dist/migrations/ where they changed since the last time. */
export async function build() {
  const files = sources.flatMap(filesIn);
  const digest = digestOf([...settings, ...files]);
  if (existsSync(join(dist, stamp)) && readFileSync(join(dist, stamp), 'utf8') === digest) return;
  const began = Date.now();
  const fresh = join(root, '.cache', `build-${process.pid}`);
  try {
    await compile(files, fresh);
    await writeFile(join(fresh, stamp), digest);
    if (isStopping()) throw new Trouble('Building was interrupted.');
    replaceDist(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

async function compile(files, folder) {
  // Only now: at the first start it is not there before installing.
  const swc = await import('@swc/core');
  await Promise.all(files.map((file) => put(swc, file, join(folder, file))));
}

/** TypeScript compiled, anything else, such as style sheets and YAML, as it is. */
async function put(swc, file, target) {
  await mkdir(dirname(target), { recursive: true });
  if (!/\.tsx?$/.test(file)) return copyFile(join(root, file), target);
  const output = target.replace(/\.tsx?$/, '.js');
  const sourceFileName = relative(dirname(join(dist, file)), join(root, file));
  const options = { configFile: join(root, swcrcPath), swcrc: false, sourceFileName };
  const { code, map } = await swc.transformFile(join(root, file), options).catch((error) => {
    throw new Trouble(`${error.message.trim()}\nBuilding failed, see above.`);
  });
  await writeFile(output, `${code}\n//# sourceMappingURL=${basename(output)}.map\n`);
  await writeFile(`${output}.map`, map);
}

/** By renaming: a build that fails or is interrupted leaves the last good one, and nobody sees half of one. */
function replaceDist(fresh) {
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

function digestOf(files) {
  const digest = createHash('sha256');
  for (const file of files) {
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
    .filter((entry) => entry.isFile() && !/\.(spec\.tsx?|d\.ts)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}
