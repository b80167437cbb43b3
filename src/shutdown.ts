import { ConfigError } from './config/config.js';
import { errorForLog } from './platform/error-for-log.js';

export interface Shutdown {
  /** Later things end first. */
  add(step: () => Promise<void>): void;
  run(): Promise<void>;
}

/**
 * Ends in order what was begun, whenever the signal comes: also in the middle of starting.
 * @param withinMs after it the program ends in any case: a service that is gone must not hold it up
 */
export function shutDownOnSignal(withinMs: number): Shutdown {
  const steps: (() => Promise<void>)[] = [];
  let ended: Promise<void> | undefined;
  const endAll = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) await step().catch(report);
  };
  const run = () => (ended ??= endAll());
  const stop = () => {
    setTimeout(giveUp, withinMs).unref();
    void run().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  // The launcher's end shows as the channel closing.
  if (process.connected) process.on('disconnect', stop);
  // Whoever read our output may be gone; that is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const add = (step: () => Promise<void>) => (ended ? void step().catch(report) : void steps.push(step));
  return { add, run };
}

function giveUp(): void {
  // oxlint-disable-next-line no-console
  console.error('Stopping took too long; anything unfinished is picked up at the next start.');
  process.exit(1);
}

/** To people: what they can put right in plain words, anything else without the values it was about. */
export function report(error: unknown): void {
  const isExpected = error instanceof ConfigError || (error as Error)?.constructor?.name === 'DemoError';
  // oxlint-disable-next-line no-console
  console.error(isExpected ? `\n${(error as Error).message}` : wordsOf(error));
}

function wordsOf(error: unknown): string {
  const { type, message, stack = '', cause } = errorForLog(error);
  return `${type}: ${message}\n${stack}${cause ? `\ncaused by ${cause.type}: ${cause.message}` : ''}`;
}

export function fail(error: unknown): void {
  report(error);
  process.exit(1);
}
