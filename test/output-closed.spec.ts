import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { projectRoot } from '../src/platform/project-root.js';
import { startApp } from './support/app.js';

describe('the command line', () => {
  let t: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    t = await startApp();
  }, 60_000);
  afterAll(() => t?.stop());

  it.each([
    ['the log is printed', ['audit', 'export']],
    ['an agreement is printed', ['agreement', 'export', '2016-TB/TU']],
  ])('ends quietly where whoever reads has had enough: %s', async (_, args) => {
    const child = spawn(process.execPath, ['dist/src/cli.js', ...args], {
      cwd: projectRoot,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: t.database.url,
        SESSION_SECRET: 'only-for-tests-only-for-tests-only',
        SMTP_URL: 'smtp://127.0.0.1:1',
        PUBLIC_URL: 'http://127.0.0.1:3000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Before the first line: each then meets a closed pipe.
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, said]).toEqual([0, '']);
  });
});
