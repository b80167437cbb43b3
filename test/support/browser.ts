import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import { hasRoomInMemory } from './in-memory.js';

/** It stays on this machine and starts fast: no updates, no sync, no first-run pages. */
const flags = (
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --font-render-hinting=none ' +
  '--disable-background-networking --disable-component-update --disable-sync'
).split(' ');

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

/** The machine's own, else the one that the packages carry. */
async function launch(more: string[] = []): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const executablePath = installedChromium() ?? (await carriedChromium());
  const ignoreDefaultArgs = (await hasRoomInMemory()) ? ['--disable-dev-shm-usage'] : [];
  return chromium.launch({ executablePath, args: [...flags, ...more], ignoreDefaultArgs });
}

/** Without the flags that it comes with: those are for one page at a time, all in one process and drawn as for a screen. */
async function carriedChromium(): Promise<string> {
  // Has to be set before the import: it makes the package unpack the system libraries it carries.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: carried } = await import('@sparticuz/chromium');
  return inTurn(() => carried.executablePath());
}

function installedChromium(): string | undefined {
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
