import { environment, node } from './node.mjs';
import { run } from './process.mjs';
import { Trouble } from './project.mjs';

/** How long files and functions are, and how they hang together. `--write` puts the row into docs/architecture.md. */
export async function measures(args) {
  if (args.some((arg) => arg !== '--write')) throw new Trouble('Usage: npm run measures [-- --write]');
  const program = 'test/support/rooms/print-measures.ts';
  const { code } = await run(node(), ['--import', './bin/typescript.mjs', program, ...args], {
    env: environment(),
  });
  return code;
}
