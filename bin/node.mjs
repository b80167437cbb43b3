import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Trouble, root } from './project.mjs';

const NEEDED = 24;

/** The machine's own Node where it is new enough, else the one that package-lock.json carries. */
export function node() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  const carried = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(carried)) return carried;
  throw new Trouble(
    `This needs Node ${NEEDED} or newer; this is Node ${process.versions.node}, and no other is included for ` +
      `${process.platform} ${process.arch} (or it was left out by --omit=optional).\n` +
      `Install Node ${NEEDED} from https://nodejs.org and run the same command again.`,
  );
}

/** The environment in which `node` means the same Node, also for what the program itself starts. */
export function environment(extra = {}) {
  const path = [dirname(node()), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}
