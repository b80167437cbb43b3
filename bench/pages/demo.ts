import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { engine } from '../../bin/engine.mjs';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { freePort } from '../../test/support/ports.js';
import { cookie, readyAfter } from '../program.js';

export interface Demo {
  url: string;
  /** The header of a signed-in browser. */
  cookie: (email: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** The built program as `npm start` has it for whoever tries it: the notice with its illustrative history. */
export async function startDemo(dataDir: string): Promise<Demo> {
  const [port, mailbox, smtp] = await Promise.all([freePort(), freePort(), freePort()]);
  const child = spawn(process.execPath, [...engine, join(projectRoot, 'dist/src/main.js')], {
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
  await readyAfter(child, url, performance.now());
  return {
    url,
    cookie: (email) => cookie(url, email, DEMO_PASSWORD),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
