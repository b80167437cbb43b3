import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { engine } from '../bin/engine.mjs';
import { projectRoot } from '../src/platform/project-root.js';
import { PASSWORD } from './accounts.js';
import { processorSecondsOf } from './processor-time.js';

export interface Program {
  url: string;
  /** Seconds from its start until it is ready. */
  readySeconds: number;
  /** Of the process, now; null where the system does not tell. */
  memoryMiB(): number | null;
  /** The most that it has held since this was last begun anew; null where the system does not tell. */
  mostMemoryMiB(beginsAnew: boolean): number | null;
  /** Seconds of processor time so far. */
  processorSeconds(): number;
  /** A bearer token, as programs have it. */
  token(email: string): Promise<string>;
  /** That it has sent to the database so far. */
  statements(): Promise<number>;
  /** The header of a signed-in browser. */
  cookie(email: string): Promise<string>;
  stop(): Promise<void>;
}

interface Place {
  databaseUrl: string;
  smtpUrl: string;
  port: number;
  dataDir: string;
}

/** The built program in production mode, in a process of its own. */
export async function startProgram(place: Place): Promise<Program> {
  const url = `http://127.0.0.1:${place.port}`;
  const began = performance.now();
  const child = spawn(process.execPath, [...engine, join(projectRoot, 'dist/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: place.databaseUrl,
      SMTP_URL: place.smtpUrl,
      DATA_DIR: place.dataDir,
      PUBLIC_URL: url,
      PORT: String(place.port),
      SESSION_SECRET: 'only-for-the-benchmark-only-for-it',
      LOG_LEVEL: 'warn',
    },
  });
  const readySeconds = await readyAfter(child, url, began);
  return {
    url,
    readySeconds,
    memoryMiB: () => memoryOf(child.pid!),
    mostMemoryMiB: (beginsAnew) => mostMemoryOf(child.pid!, beginsAnew),
    processorSeconds: () => processorSecondsOf(child.pid!),
    token: (email) => token(url, email),
    statements: () => statements(url),
    cookie: (email) => cookie(url, email),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** @returns seconds since it began */
export async function readyAfter(child: ChildProcess, url: string, began: number): Promise<number> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The program ended by itself.');
    const answer = await fetch(`${url}/healthz/ready`).catch(() => null);
    if (answer?.ok) return (performance.now() - began) / 1000;
    await pause(20);
  }
}

const memoryOf = (pid: number) => statusOf(pid, 'VmRSS');

function mostMemoryOf(pid: number, beginsAnew: boolean): number | null {
  try {
    // Linux then counts its peak from what is held now.
    if (beginsAnew) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    return null;
  }
  return statusOf(pid, 'VmHWM');
}

/** Of a line of what Linux tells of a process. */
function statusOf(pid: number, line: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const kib = new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib ? Number(kib) / 1024 : null;
  } catch {
    return null;
  }
}

async function statements(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^tracker_database_query_duration_seconds_count (\d+)/m.exec(text)![1]);
}

async function token(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** The header of a browser in which somebody has signed in. */
export async function cookie(url: string, email: string, password = PASSWORD): Promise<string> {
  const answer = await fetch(`${url}/dang-nhap`, {
    method: 'POST',
    body: new URLSearchParams({ email, password }),
    redirect: 'manual',
  });
  return answer.headers
    .getSetCookie()
    .find((line) => line.startsWith('session='))!
    .split(';')[0]!;
}
