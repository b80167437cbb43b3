import type { Locator, Page } from 'playwright-core';

/** Seconds of an operator: Card, Moran & Newell (1983); M and the click as Kieras (2001) gives them. */
export const SECONDS = { K: 0.28, P: 1.1, B: 0.1, H: 0.4, M: 1.2, R: 0.15 };
type Operator = keyof typeof SECONDS;

/** A hand that does a job at a browser, and counts what it does: every click and key is one that the page got. */
export class Hand {
  private readonly done: Operator[] = [];
  private at: 'mouse' | 'keyboard' = 'mouse';

  constructor(readonly page: Page) {}

  /** Thinks, points and clicks. @param page that it leads to another page, for which one waits */
  async click(what: Locator, { page = false } = {}): Promise<void> {
    this.take('mouse');
    this.done.push('M', 'P', 'B', 'B');
    await what.click();
    if (page) await this.wait();
  }

  /** Thinks, and writes: by Telex, as Vietnamese is typed. */
  async write(text: string): Promise<void> {
    this.take('keyboard');
    this.done.push('M', ...keysOf(text).map((): Operator => 'K'));
    await this.page.keyboard.type(text);
  }

  /** Presses keys, which are known by heart. */
  async press(keys: string, { page = false } = {}): Promise<void> {
    this.take('keyboard');
    this.done.push(...keys.split('+').map((): Operator => 'K'));
    await this.page.keyboard.press(keys);
    if (page) await this.wait();
  }

  /** The page that comes: no longer than the goal of performance.md. */
  private async wait(): Promise<void> {
    this.done.push('R');
    await this.page.waitForLoadState();
  }

  private take(where: 'mouse' | 'keyboard'): void {
    if (this.at !== where) this.done.push('H');
    this.at = where;
  }

  get told(): { sequence: string; clicks: number; keys: number; seconds: number } {
    const of = (operator: Operator) => this.done.filter((one) => one === operator).length;
    const seconds = this.done.reduce((sum, operator) => sum + SECONDS[operator], 0);
    return {
      sequence: inShort(this.done),
      clicks: of('B') / 2,
      keys: of('K'),
      seconds: Math.round(seconds * 10) / 10,
    };
  }
}

/** `M P B×2 R` */
function inShort(done: readonly Operator[]): string {
  const runs: [Operator, number][] = [];
  for (const operator of done) {
    const last = runs.at(-1);
    if (last?.[0] === operator) last[1] += 1;
    else runs.push([operator, 1]);
  }
  return runs.map(([operator, times]) => (times === 1 ? operator : `${operator}×${times}`)).join(' ');
}

/** A key for each letter, for each mark on it and for a capital; đ is typed as dd. */
function keysOf(text: string): string[] {
  return [...text].flatMap((letter) => {
    const plain = letter.toLowerCase() === 'đ' ? ['d', 'd'] : [...letter.normalize('NFD')];
    return letter === letter.toLowerCase() ? plain : ['shift', ...plain];
  });
}
