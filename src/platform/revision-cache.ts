interface Entry<Answer> {
  answer: Promise<Answer>;
  until: number;
  weight: number;
}

interface Limits<Answer> {
  /** What all entries may weigh together. */
  most: number;
  weigh?: (answer: Answer) => number;
}

const KEPT_MS = 60_000;

/**
 * Keeps answers that depend on nothing but their key, of which the agreement's revision is a part: a change raises the
 * revision, and so nobody is shown what was before it. The revision itself is read from the database for each request.
 * What raises none, such as a holiday entered, shows within a minute.
 */
export class RevisionCache<Answer> {
  private readonly entries = new Map<string, Entry<Answer>>();
  private weight = 0;

  /** Without `weigh`, `most` is a number of entries. */
  constructor(private readonly limits: Limits<Answer> = { most: 200 }) {}

  /** @param key everything the answer depends on; who asks must have been allowed to before */
  get(key: readonly unknown[], make: () => Promise<Answer>): Promise<Answer> {
    const name = JSON.stringify(key);
    const kept = this.entries.get(name);
    if (kept && kept.until > Date.now()) return kept.answer;
    this.forget(name);
    const entry: Entry<Answer> = { answer: make(), until: Date.now() + KEPT_MS, weight: 0 };
    this.entries.set(name, entry);
    entry.answer.then(
      (answer) => this.weighIn(name, entry, this.limits.weigh?.(answer) ?? 1),
      () => this.entries.get(name) === entry && this.forget(name),
    );
    return entry.answer;
  }

  /** The oldest go first. */
  private weighIn(name: string, entry: Entry<Answer>, weight: number): void {
    if (this.entries.get(name) !== entry) return;
    entry.weight = weight;
    this.weight += weight;
    for (const oldest of this.entries.keys()) {
      if (this.weight <= this.limits.most) return;
      this.forget(oldest);
    }
  }

  private forget(name: string): void {
    this.weight -= this.entries.get(name)?.weight ?? 0;
    this.entries.delete(name);
  }
}
