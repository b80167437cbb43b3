import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run, isStopping } from './process.mjs';
import { Trouble, root, say } from './project.mjs';

/** No package here needs its install script; without them nothing foreign runs and every npm does the same. */
const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--include=optional'];

/** Brings node_modules to what package-lock.json asks for. @param development also what only tests and checks need */
export async function installWhatIsMissing({ development }) {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf(join('node_modules', '.package-lock.json'));
  if (isComplete(installed, wanted, development)) return;
  if (isComplete(installed, wanted, false)) {
    // `npm ci` would throw away what is there; with --no-save this leaves the lock file as it is.
    return npm('Installing what tests and checks need', ['install', '--no-save', '--include=dev']);
  }
  const keep = development || Object.values(installed).some(({ dev }) => dev);
  await npm('Installing packages, about half a minute', ['ci', keep ? '--include=dev' : '--omit=dev']);
}

/** Brings the packages of a folder that has its own, beside the program's, to what its lock file asks for. */
export async function installApart(folder) {
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (!isComplete(installed, wanted, false))
    await npm(`Installing what ${folder} needs`, ['ci', '--prefix', join(root, folder)]);
}

/** npm writes what it has put into node_modules to a lock file of its own there, as its last step. */
function packagesOf(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function isComplete(installed, wanted, development) {
  return Object.entries(wanted).every(([path, { version, optional, devOptional, dev }]) => {
    if (path === '') return true;
    if (path in installed) return installed[path].version === version;
    return optional || devOptional || (dev && !development);
  });
}

async function npm(title, args) {
  say(`${title} …`);
  const began = Date.now();
  const { file, before } = npmItself();
  const { code, output } = await run(file, [...before, ...args, ...options], { quiet: true });
  if (isStopping()) throw new Trouble('Installing was interrupted.');
  if (code !== 0)
    throw new Trouble(`${output.trimEnd()}\nnpm failed, see above. Can the registry be reached?`);
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** The npm that runs us, else the one on the PATH. */
function npmItself() {
  const path = process.env.npm_execpath;
  const isNpm = path !== undefined && basename(path) === 'npm-cli.js';
  return isNpm ? { file: process.execPath, before: [path] } : { file: 'npm', before: [] };
}
