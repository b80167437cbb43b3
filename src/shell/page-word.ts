import { AsyncLocalStorage } from 'node:async_hooks';

/** What a page says above everything else of a form that was sent before: it was not sent, or why it is empty. */
export type PageWord = 'notSent' | 'notSentNorFile' | 'another' | 'tooLate';

const storage = new AsyncLocalStorage<PageWord>();

/** Pages that are asked for from within say it. */
export function withWord<Result>(word: PageWord, ask: () => Result): Result {
  return storage.run(word, ask);
}

export const presentWord = (): PageWord | null => storage.getStore() ?? null;
