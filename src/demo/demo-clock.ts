import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { addDays, Clock, dayOf, instantOf, type Day } from '../platform/clock.js';

interface Setting {
  /** The demo's instant when it was set, and the real one: from there it runs on. */
  instant: string;
  setAt: string;
}

/**
 * The demo's clock: stands on a day until it is moved on, runs within it, never goes back. Kept in a file, so that
 * a later start goes on where it was.
 */
export class DemoClock extends Clock {
  override readonly settable = true;
  private setting: Setting;

  constructor(
    private readonly file: string,
    firstDay: Day,
  ) {
    super();
    this.setting = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Setting)
      : { instant: instantOf(firstDay, '09:00').toISOString(), setAt: new Date().toISOString() };
    this.keep();
  }

  /** The end of the day is not crossed by itself: days are moved by the reader. */
  now(): Date {
    const set = new Date(this.setting.instant);
    const elapsed = Math.max(0, Date.now() - Date.parse(this.setting.setAt));
    const endOfDay = instantOf(addDays(dayOf(set), 1)).getTime() - 1;
    return new Date(Math.min(set.getTime() + elapsed, endOfDay));
  }

  /** @throws RangeError for an instant that lies before the present one */
  moveTo(instant: Date): void {
    if (instant < this.now()) throw new RangeError('the demo clock only moves forward');
    this.setting = { instant: instant.toISOString(), setAt: new Date().toISOString() };
    this.keep();
  }

  private keep(): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(this.setting));
    renameSync(`${this.file}.new`, this.file);
  }
}
