import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, LaunchOptions } from 'playwright-core';
import { hasRoomInMemory } from './in-memory.js';

/** It stays on this machine and starts fast: no updates, no sync, no first-run pages. */
const flags = (
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --font-render-hinting=none ' +
  '--disable-background-networking --disable-component-update --disable-sync'
).split(' ');

let carried: Promise<LaunchOptions> | undefined;
/** The one that the suites of a worker share. */
let shared: Promise<Browser> | undefined;

/**
 * A real Chromium as if it were a suite's own: it knows of the contexts that were opened by it, and closing it closes these.
 * @param more flags of what its reader has set, for which another one is started
 */
export async function browser(more: string[] = []): Promise<Browser> {
  if (more.length > 0) return launch(more);
  if (!(await shared?.catch(() => undefined))?.isConnected()) shared = launch();
  const all = await shared!;
  const own = new Set<BrowserContext>();
  return Object.assign(Object.create(all) as Browser, {
    newContext: async (...options: Parameters<Browser['newContext']>) => {
      const context = await all.newContext(...options);
      own.add(context);
      return context.once('close', () => own.delete(context));
    },
    contexts: () => [...own],
    close: () => Promise.all([...own].map((context) => context.close())),
  });
}

/** For a worker that ends: where it is the process of Jest itself, which would wait for it. */
export async function endBrowser(): Promise<void> {
  await (await shared?.catch(() => undefined))?.close();
  shared = undefined;
}

/** The one that the packages carry, where they have one for the machine; else the machine's own. */
async function launch(more: string[] = []): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const isCarried = process.platform === 'linux' && process.arch === 'x64';
  const which = isCarried ? await (carried ??= unpack()) : { executablePath: installed() };
  const ignoreDefaultArgs = (await hasRoomInMemory()) ? ['--disable-dev-shm-usage'] : [];
  return chromium.launch({ ...which, args: [...flags, ...more], ignoreDefaultArgs });
}

/**
 * A Chromium without the window around its pages, which takes twice as long to draw and to start as they do; and the same one, with the
 * same fonts, on every machine. Without the flags that it comes with: those are for one page at a time, all in one process and
 * drawn as for a screen.
 */
async function unpack(): Promise<LaunchOptions> {
  const before = { ...process.env };
  // Has to be set before the import: it makes the package unpack the system libraries it carries.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: carries } = await import('@sparticuz/chromium');
  const executablePath = await inTurn(() => carries.executablePath());
  const env = { ...process.env } as Record<string, string>;
  // Its libraries and fonts are nobody else's, such as LibreOffice's.
  for (const name of Object.keys(env)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  return { executablePath, env };
}

function installed(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}

/** The package unpacks itself at first use; a second worker must not start what is only half there. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = join(tmpdir(), 'cooperation-tracker-chromium');
  const until = Date.now() + 30_000;
  while (Date.now() < until && !(await isMade(turn))) await sleep(100);
  try {
    return await work();
  } finally {
    await rmdir(turn).catch(() => {});
  }
}

function isMade(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    () => false,
  );
}
