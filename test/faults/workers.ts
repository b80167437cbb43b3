import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../src/platform/project-root.js';

/** How often a mail is offered before it is given up for the day. */
export const ATTEMPTS = 4;

interface Worker {
  name: string;
  child: ChildProcess;
  /** Null until it was told to start. */
  ready: Promise<void> | null;
  output: string;
}

export interface WorkersOptions {
  count: number;
  databaseUrl: string;
  redisUrl?: string;
  smtpPort: number;
  clockFile: string;
  dataDir: string;
}

/** Worker processes, each of which is replaced when it is killed or ends by itself, as a supervisor does. */
export class Workers {
  private readonly running = new Map<string, Worker>();
  private spare?: Worker;
  private made = 0;
  private isClosed = false;
  /** How often one ended by itself: it could not start while its services were away. */
  gaveUp = 0;
  log = '';

  constructor(private readonly options: WorkersOptions) {
    this.spare = this.load();
  }

  async start(): Promise<void> {
    while (this.running.size < this.options.count) this.add();
    await this.ready();
  }

  /** Waits until all of them work; one that cannot start is started again. */
  async ready(): Promise<void> {
    const until = Date.now() + 180_000;
    while (Date.now() < until) {
      const all = [...this.running.values()];
      const states = await Promise.all(all.map(({ ready }) => ready!.then(() => true).catch(() => false)));
      if (all.length === this.options.count && states.every(Boolean) && all.every(isAlive)) return;
      await pause(20);
    }
    throw new Error(`The workers do not start:\n${this.log}`);
  }

  names(): string[] {
    return [...this.running.keys()];
  }

  /** By SIGKILL: nothing in it is told. */
  kill(name: string): boolean {
    const worker = this.running.get(name);
    if (!worker || !isAlive(worker)) return false;
    worker.child.kill('SIGKILL');
    return true;
  }

  isGone(name: string): boolean {
    const worker = this.running.get(name);
    return !worker || worker.child.killed || !isAlive(worker);
  }

  /** Waits until no worker that is alive has a mail in its hands. */
  async idle(): Promise<void> {
    await Promise.all(
      [...this.running.values()].map(async ({ child }) => {
        if (!child.connected || !isAlive({ child })) return;
        const stop = new AbortController();
        const { signal } = stop;
        const answer = Promise.race([
          (async () => {
            for await (const [said] of on(child, 'message', { signal })) if (said === 'idle') return;
          })(),
          once(child, 'exit', { signal }),
        ]);
        child.send('whether idle');
        await answer.finally(() => stop.abort());
      }),
    );
  }

  tell(message: 'minute'): void {
    for (const { child } of this.running.values()) if (child.connected) child.send(message);
  }

  async stop(): Promise<void> {
    this.isClosed = true;
    const all = [...this.running.values(), ...(this.spare ? [this.spare] : [])];
    for (const { child } of all) child.kill('SIGKILL');
    await Promise.all(all.filter(isAlive).map(({ child }) => once(child, 'exit')));
  }

  private add(): void {
    const worker = this.spare ?? this.load();
    this.running.set(worker.name, worker);
    worker.ready = this.startedUp(worker);
    worker.ready.catch(() => {});
    worker.child.once('exit', (code) => {
      this.running.delete(worker.name);
      this.log += `${worker.name} ended (${code ?? 'killed'})\n${worker.output.slice(-3000)}`;
      if (code !== null) this.gaveUp += 1;
      if (!this.isClosed) setTimeout(() => this.isClosed || this.add(), code === null ? 0 : 200);
    });
    this.spare = this.load();
  }

  private async startedUp({ child }: Worker): Promise<void> {
    const message = (wanted: string) =>
      new Promise<void>((resolve, reject) => {
        child.on('message', (said) => said === wanted && resolve());
        child.once('exit', () => reject(new Error('ended')));
      });
    const ready = message('ready');
    ready.catch(() => {});
    if (!loaded.has(child)) await message('loaded');
    child.send('start');
    await ready;
  }

  private load(): Worker {
    const { databaseUrl, redisUrl, smtpPort, clockFile, dataDir } = this.options;
    const name = `w${++this.made}`;
    const patience = 'connectionTimeout=4000&greetingTimeout=4000&socketTimeout=4000';
    const child = spawn(process.execPath, [fileURLToPath(new URL('./worker.mjs', import.meta.url))], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        ROLE: 'worker',
        DATABASE_URL: databaseUrl,
        ...(redisUrl && { REDIS_URL: redisUrl }),
        SMTP_URL: `smtp://127.0.0.1:${smtpPort}?name=${name}&${patience}`,
        SESSION_SECRET: 'only-for-tests-only-for-tests-only',
        PUBLIC_URL: 'https://hop-tac.example',
        DATA_DIR: dataDir,
        CLOCK_FILE: clockFile,
        // Clocks of two machines are never quite the same.
        SKEW_MS: String((this.made % 3) * 400),
        ATTEMPTS: String(ATTEMPTS),
        LOG_LEVEL: process.env.FAULTS_LOG ?? 'error',
      },
    });
    const worker: Worker = { name, child, ready: null, output: '' };
    child.once('message', () => loaded.add(child));
    for (const stream of [child.stdout!, child.stderr!])
      stream.on(
        'data',
        (chunk: Buffer) => (worker.output = (worker.output + chunk.toString()).slice(-20_000)),
      );
    return worker;
  }
}

const loaded = new WeakSet<ChildProcess>();
const isAlive = ({ child }: Pick<Worker, 'child'>) => child.exitCode === null && child.signalCode === null;
