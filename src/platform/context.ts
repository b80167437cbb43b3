import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being done: the request or the job that lines of the log belong to. */
export type Context = { requestId: string } | { job: string; jobName: string };

const storage = new AsyncLocalStorage<Context>();

export function inContext<Result>(context: Context, act: () => Result): Result {
  return storage.run(context, act);
}

export function presentContext(): Context | undefined {
  return storage.getStore();
}
