import { build } from './build.mjs';
import { environment, node } from './node.mjs';
import { run } from './process.mjs';

export async function start(args) {
  await build();
  const { code } = await launch(args);
  return code;
}

export async function cli(args) {
  await build();
  const { code } = await run(node(), ['--enable-source-maps', 'dist/src/cli.js', ...args], {
    env: environment(),
  });
  return code;
}

export async function test(args) {
  await build();
  return jest(args);
}

export async function jest(args) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { code } = await run(node(), [...flags, 'node_modules/jest/bin/jest.js', ...args], {
    env: environment(),
  });
  return code;
}

export async function bench(args) {
  await build();
  const { code } = await run(node(), ['--import', './bin/typescript.mjs', 'bench/main.ts', ...args], {
    env: environment(),
  });
  return code;
}

/** The server itself. @param onStart gets what stops it */
export function launch(args, onStart) {
  const flags = ['--enable-source-maps', 'dist/src/main.js'];
  return run(node(), [...flags, ...args], { own: true, env: environment(), onStart });
}
