import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** It stays on this machine and starts fast: no updates, no sync, no first-run pages. */
const flags = (
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run ' +
  '--disable-background-networking --disable-component-update --disable-sync'
).split(' ');

/** A real Chromium: the machine's own, else the one that the packages carry. */
export async function browser(): Promise<Browser> {
  const installed = installedChromium();
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: flags });
  // Has to be set before the import: it makes the package unpack the system libraries it carries.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: carried } = await import('@sparticuz/chromium');
  const executablePath = await carried.executablePath();
  return chromium.launch({ executablePath, args: [...carried.args, ...flags] });
}

function installedChromium(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}
