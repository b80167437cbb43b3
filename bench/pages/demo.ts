import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { freePort } from '../../test/support/ports.js';

export interface Demo {
  url: string;
  /** The header of a signed-in browser. */
  cookie: (email: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** The built program as `npm start` has it for whoever tries it: the notice with its illustrative history. */
export async function startDemo(dataDir: string): Promise<Demo> {
  const [port, mailbox, smtp] = await Promise.all([freePort(), freePort(), freePort()]);
  const child = spawn(process.execPath, ['--max-semi-space-size=4', join(projectRoot, 'dist/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      PORT: String(port),
      MAILBOX_PORT: String(mailbox),
      SMTP_PORT: String(smtp),
      LOG_LEVEL: 'warn',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await isReady(child, url);
  return {
    url,
    cookie: (email) => signIn(url, email),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function isReady(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The program ended by itself.');
    const answer = await fetch(`${url}/healthz/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
}

async function signIn(url: string, email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: DEMO_PASSWORD });
  const answer = await fetch(`${url}/dang-nhap`, { method: 'POST', body, redirect: 'manual' });
  const line = answer.headers.getSetCookie().find((one) => one.startsWith('session='));
  if (!line) throw new Error(`${email} is not let in: ${answer.status}`);
  return line.split(';')[0]!;
}
