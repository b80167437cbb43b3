import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Something the reader can put right: shown without a stack. */
export class Trouble extends Error {}

/** On stderr, so that what a command writes to stdout stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
