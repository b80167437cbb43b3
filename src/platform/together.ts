/**
 * Does for several at once what is asked for one by one: what comes while it is being done is done next, all of it together. Nobody waits longer
 * than for what is under way and for their own, and nothing is held back in the hope of more.
 */
export class Together<Item> {
  private waiting: Item[] = [];
  private next?: Promise<void>;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly act: (items: readonly Item[]) => Promise<void>) {}

  /** @throws what it threw for the items with which this one was done */
  add(item: Item): Promise<void> {
    this.waiting.push(item);
    return (this.next ??= this.doNext());
  }

  private async doNext(): Promise<void> {
    // What became of the others is theirs to hear.
    await this.underWay.catch(() => {});
    const items = this.waiting;
    this.waiting = [];
    this.next = undefined;
    this.underWay = this.act(items);
    await this.underWay;
  }
}
