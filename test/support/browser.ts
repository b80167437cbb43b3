import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';

/** It stays on this machine and starts fast: no updates, no sync, no first-run pages. */
const flags = (
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run ' +
  '--disable-background-networking --disable-component-update --disable-sync'
).split(' ');

/** A real Chromium: the machine's own, else the one that the packages carry. @param more flags of what its reader has set */
export async function browser(more: string[] = []): Promise<Browser> {
  const installed = installedChromium();
  if (installed !== undefined)
    return chromium.launch({ executablePath: installed, args: [...flags, ...more] });
  // Has to be set before the import: it makes the package unpack the system libraries it carries.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: carried } = await import('@sparticuz/chromium');
  const executablePath = await inTurn(() => carried.executablePath());
  return chromium.launch({ executablePath, args: [...carried.args, ...flags, ...more] });
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
