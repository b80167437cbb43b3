import { build } from './build.mjs';
import { engine } from './engine.mjs';
import { installApart } from './install.mjs';
import { environment, node } from './node.mjs';
import { run } from './process.mjs';
import { Trouble, say } from './project.mjs';

/** The server itself. */
export async function start(args) {
  await build();
  // dist/ reads as the sources do, so that stack traces need no source maps, which would be kept in memory for every file.
  const { code } = await run(node(), [...engine, 'dist/src/main.js', ...args], {
    own: true,
    env: environment(),
  });
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

export async function jest(args, extra = {}) {
  const { code } = await run(node(), ['node_modules/jest/bin/jest.js', ...args], {
    env: environment(extra),
  });
  return code;
}

/** Bad input to every route. Other arguments than the two go to Jest. */
export async function fuzz(args) {
  const options = { '--seed': String(Math.floor(Math.random() * 2 ** 31)), '--requests': '50000' };
  const others = [];
  for (let at = 0; at < args.length; at++) {
    if (!Object.hasOwn(options, args[at])) others.push(args[at]);
    else if (/^\d+$/.test(args[at + 1] ?? '')) options[args[at]] = args[++at];
    else throw new Trouble(`${args[at]} needs a number`);
  }
  say(`npm run fuzz -- --seed ${options['--seed']} --requests ${options['--requests']}`);
  await build();
  return jest(['test/fuzz', ...others], {
    FUZZ_SEED: options['--seed'],
    FUZZ_REQUESTS: options['--requests'],
  });
}

/** Random faults while reminders go out, beside an independent model of what should have been sent. */
export function faults(args) {
  return program('test/faults/main.ts', args);
}

export function bench(args) {
  return program('bench/main.ts', args);
}

/** Where something could not be looked at, which says nothing about what it is like. */
const NOT_RUN = 3;

/** The pages as a phone has them, by Lighthouse. Its packages are installed here alone. */
export async function lighthouse(args) {
  try {
    await installApart('bench/pages');
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    return NOT_RUN;
  }
  return program('bench/pages/main.ts', args);
}

/** A program of the sources themselves, beside the built one that it starts. */
async function program(file, args) {
  await build();
  const { code } = await run(node(), ['--import', './bin/typescript.mjs', file, ...args], {
    env: environment(),
  });
  return code;
}
