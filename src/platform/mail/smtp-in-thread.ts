import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SendMailOptions } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { projectRoot } from '../project-root.js';

/** What the thread is handed: a mail of plain values. */
export interface Asked {
  id: number;
  mail: SendMailOptions;
}
/** What it says of it: the server's answer, or what the SMTP client threw. */
export type Answered = { id: number } & (
  | { response: string }
  | { fault: { name: string; message: string; code?: string; responseCode?: number; response?: string } }
);

// Threads know no TypeScript: compiled, where the rest runs from its sources too.
const sender = join(projectRoot, 'dist/src/platform/mail/smtp.thread.js');

interface Waiting {
  resolve: (response: string) => void;
  reject: (error: Error) => void;
}

/** V8 gives the thread the young generation of the program, which is kept small: mails are made of many short-lived pieces. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };
/** After so long without a mail the thread ends, and its memory and connections with it. */
const IDLE_MS = 60_000;

/**
 * An SMTP client in a thread of its own: to encode mails and talk to the server takes as long as all else that is done for them. Whoever is
 * served meanwhile does not wait for it, and a run of many mails uses two processors.
 */
export class SmtpInThread {
  private readonly waiting = new Map<number, Waiting>();
  private thread?: Worker;
  private idle?: NodeJS.Timeout;
  private last = 0;

  constructor(private readonly options: SMTPPool.Options) {}

  /** @returns what the server answered. @throws what the SMTP client threw, or that the thread has ended */
  send(mail: SendMailOptions): Promise<string> {
    const id = (this.last += 1);
    return new Promise<string>((resolve, reject) => {
      const thread = this.open();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      thread.postMessage({ id, mail } satisfies Asked);
      this.waiting.set(id, { resolve, reject });
      // The process lives for as long as something is in hand, and no longer for the sake of the thread.
      thread.ref();
    });
  }

  /** Begins to load what it sends with, for mails that are about to come. */
  getReady(): void {
    this.open();
    if (this.waiting.size === 0) this.rest();
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    if (!thread) return;
    this.ended(thread, new Error('the SMTP client is closed'));
    await thread.terminate();
  }

  private open(): Worker {
    clearTimeout(this.idle);
    if (this.thread) return this.thread;
    const thread = new Worker(sender, { workerData: this.options, resourceLimits });
    thread.on('message', (answered: Answered) => this.settle(answered));
    thread.on('error', (error: Error) => this.ended(thread, error));
    thread.on('exit', () => this.ended(thread, new Error('the thread that sends has ended')));
    return (this.thread = thread);
  }

  private settle(answered: Answered): void {
    const waiting = this.waiting.get(answered.id);
    this.waiting.delete(answered.id);
    if (this.waiting.size === 0) this.rest();
    if ('response' in answered) waiting?.resolve(answered.response);
    else waiting?.reject(Object.assign(new Error(answered.fault.message), answered.fault));
  }

  private rest(): void {
    this.thread?.unref();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
  }

  /** What it had in hand may have gone out: it is tried again like any sending that was cut off. The next mail opens another. */
  private ended(thread: Worker, error: Error): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
