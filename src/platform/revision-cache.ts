interface Entry {
  answer: Promise<unknown>;
  until: number;
}

const MOST_ENTRIES = 500;
const KEPT_MS = 60_000;

/**
 * Keeps answers that depend on nothing but their key, of which the agreement's revision is a part: a change raises the
 * revision, and so nobody is shown what was before it. The revision itself is read from the database for each request.
 * What raises none, such as a holiday entered, shows within a minute.
 */
export class RevisionCache {
  private readonly entries = new Map<string, Entry>();

  /** @param key everything the answer depends on; who asks must have been allowed to before */
  get<Answer>(key: readonly unknown[], make: () => Promise<Answer>): Promise<Answer> {
    const name = JSON.stringify(key);
    const kept = this.entries.get(name);
    if (kept && kept.until > Date.now()) return kept.answer as Promise<Answer>;
    const answer = make();
    this.keep(name, { answer, until: Date.now() + KEPT_MS });
    answer.catch(() => this.entries.delete(name));
    return answer;
  }

  /** The oldest goes first. */
  private keep(name: string, entry: Entry): void {
    this.entries.delete(name);
    this.entries.set(name, entry);
    if (this.entries.size > MOST_ENTRIES) this.entries.delete(this.entries.keys().next().value!);
  }
}
