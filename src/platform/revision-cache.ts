import { LRUCache } from 'lru-cache';

interface Limits<Answer> {
  /** How many bytes all entries may take together, with their keys; without `weigh`, how many there may be. */
  most: number;
  /** Bytes that an answer takes. */
  weigh?: (answer: Answer) => number;
  keptMs?: number;
}

type Make<Answer> = () => Promise<Answer>;

const KEPT_MS = 60_000;
/** Bytes that an entry takes beside its key and what its answer weighs: objects, buffers, promises. */
const ENTRY_BYTES = 1500;

/**
 * Keeps answers that depend on nothing but their key, of which the agreement's revision is a part: a change raises the
 * revision, and so nobody is shown what was before it. The revision itself is read from the database for each request.
 * What raises none, such as a holiday entered, shows within a minute. Who asks for what is being made waits for it; what
 * could not be made is not kept; what was asked for longest ago goes first.
 */
export class RevisionCache<Answer extends {}> {
  private readonly answers: LRUCache<string, Answer, Make<Answer>>;

  constructor({ most, weigh, keptMs = KEPT_MS }: Limits<Answer> = { most: 200 }) {
    const sizeCalculation = (answer: Answer, name: string) => weigh!(answer) + bytesOf(name) + ENTRY_BYTES;
    this.answers = new LRUCache<string, Answer, Make<Answer>>({
      ...(weigh ? { maxSize: most, sizeCalculation } : { max: most }),
      ttl: keptMs,
      fetchMethod: (_name, _stale, { context: make }) => make(),
      // Whoever asked gets the answer, also where others have pushed it out before it was made.
      ignoreFetchAbort: true,
    });
  }

  /** @param key everything the answer depends on; who asks must have been allowed to before */
  get(key: readonly unknown[], make: Make<Answer>): Promise<Answer> {
    return this.answers.forceFetch(JSON.stringify(key), { context: make });
  }
}

/** Two for each character, as the engine keeps a text with Vietnamese letters. */
function bytesOf(text: string): number {
  return 2 * text.length;
}
