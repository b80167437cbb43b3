import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run, isStopping } from './process.mjs';
import { Trouble, root, say } from './project.mjs';

/** Runs `npm ci` where node_modules is not what package-lock.json asks for. */
export async function installWhatIsMissing({ development }) {
  if (isInstalled(development)) return;
  say('Installing packages, about half a minute …');
  const began = Date.now();
  // No package here needs its install script; without them nothing foreign runs and every npm does the same.
  const args = [
    'ci',
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--include=optional',
  ];
  const { file, before } = npm();
  const { code, output } = await run(file, [...before, ...args, '--include=dev'], { quiet: true });
  if (isStopping()) throw new Trouble('Installing was interrupted.');
  if (code !== 0)
    throw new Trouble(`${output.trimEnd()}\nnpm ci failed, see above. Can the registry be reached?`);
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** npm writes what it has put into node_modules to a lock file of its own there, as its last step. */
function isInstalled(development) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = packagesOf(hidden);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found !== undefined) return found.version === wanted.version;
    return wanted.optional || wanted.devOptional || (wanted.dev && !development);
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** The npm that runs us, else the one on the PATH. */
function npm() {
  const path = process.env.npm_execpath;
  const isNpm = path !== undefined && basename(path) === 'npm-cli.js';
  return isNpm ? { file: process.execPath, before: [path] } : { file: 'npm', before: [] };
}
