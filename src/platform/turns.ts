/** Work of a kind that only so much of may be done at once: the rest waits in a short queue. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param full what is thrown where as many as may are waiting already */
  constructor(
    private readonly most: { atOnce: number; waiting: number },
    private readonly full: () => Error,
  ) {}

  /** @throws what `full` makes, at once, where the queue has no room */
  async take<Result>(act: () => Promise<Result>): Promise<Result> {
    if (this.running < this.most.atOnce) this.running += 1;
    else await this.next();
    try {
      return await act();
    } finally {
      // Whoever ends hands his place on.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private next(): Promise<void> {
    if (this.waiting.length >= this.most.waiting) throw this.full();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
