import { Injectable } from '@nestjs/common';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import { DigestQueue } from '../digest/digest.queue.js';
import { Ledger, type ByHand } from './ledger.js';
import { NoticeSender } from '../notices/notice.sender.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { Runs, type RunCounts } from './runs.js';

/** The first run of all begins with its hour, and not whenever the program is installed. */
const FIRST_RUN_MS = 10 * 60_000;

/** Reminder runs: planned into the ledger, sent from there. Running a day again says nothing again. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly ledger: Ledger,
    private readonly digests: DigestQueue,
    private readonly runs: Runs,
    private readonly time: RunCalendar,
    private readonly notices: NoticeSender,
  ) {}

  /** Tells on the day what was sent back, asked for and answered. */
  tellOfToday(): Promise<void> {
    return this.notices.look();
  }

  /** Writes what a day has to say, and sends nothing. @returns how many rows are new */
  async plan(day: Day, at: Date = this.time.now()): Promise<number> {
    return (await this.ledger.plan(day, at)).length;
  }

  /**
   * Runs a day and waits for its mails. Today's run tells what days before owe too, like that of the schedule.
   * @param byHand where somebody asked for it
   * @returns what this run added and dealt with; all 0 where nothing is left
   * @throws RuleBroken for a day to come: its mails would go out now, and nothing would be left to say on the day
   */
  async runDay(day: Day, byHand?: ByHand): Promise<RunCounts> {
    const today = this.time.today();
    if (day > today) throw new RuleBroken(notYet(day, today), 'date');
    const written = await this.ledger.plan(day, this.time.now(), { whole: day === today, byHand });
    const digests = await this.digests.enqueue({ day, askedOn: today });
    const rows = await this.runs.rowsOf(written, digests);
    await this.runs.settled(day);
    return { planned: written.length, ...(await this.runs.count(rows)) };
  }

  /**
   * Runs every working day after `from`, up to and including `to`, one after the other.
   * @param atDay called before each of them, to set the clock
   */
  async runBetween(
    from: Day,
    to: Day,
    atDay: (day: Day, at: Date) => Promise<void> | void,
  ): Promise<RunCounts> {
    const total = { planned: 0, sent: 0, skipped: 0, failed: 0 };
    for (const day of await this.time.workingDaysBetween(from, to)) {
      await atDay(day, await this.time.runTimeOf(day));
      const counts = await this.runDay(day);
      for (const name of ['planned', 'sent', 'skipped', 'failed'] as const) total[name] += counts[name];
    }
    return total;
  }

  /** The run of the schedule: today, and with it what missed days would have said. Does not wait for the mails. */
  async runDaily(): Promise<void> {
    const today = this.time.today();
    await this.ledger.plan(today, this.time.now(), { whole: true });
    await this.pickUp();
    await this.runs.finish(today);
  }

  /**
   * After a start: what a crash left is queued again; today's run, and what missed days would have said, is made up for
   * once, where the hour of the run has passed. A ledger without any run has missed nothing.
   * @param alone true where no other process works on this database, so that leases of a crashed one need not run out
   */
  async catchUp(today: Day = this.time.today(), alone = this.digests.isAlone): Promise<void> {
    if (alone) await this.digests.forgetLeases();
    await this.seeToIt(today, true);
  }

  /**
   * What should have happened by now and has not: a run that its schedule did not fire, for the queue had lost it or nothing was there to
   * do it, and digests in nobody's hands. Mails go out at the hour of the run or later, and on working days. The demo runs each day as
   * somebody moves its clock there.
   */
  async seeToIt(today: Day = this.time.today(), isStart = false): Promise<void> {
    if (!(await this.time.isSendingNow())) return;
    const isForUs = isStart || !this.time.isMovedByHand;
    if (isForUs && !(await this.ledger.wasRun(today)) && (await this.mayBegin(today)))
      await this.ledger.plan(today, this.time.now(), { whole: true });
    await this.pickUp();
    await this.runs.finish(today);
  }

  /** A ledger without any run has missed nothing: it begins with the hour of a run. */
  private async mayBegin(today: Day): Promise<boolean> {
    const lateMs = this.time.now().getTime() - (await this.time.runTimeOf(today)).getTime();
    return lateMs < FIRST_RUN_MS || this.ledger.hasRunBefore(today);
  }

  /** Queues again what waits in the ledger and is in nobody's hands; what a day that is over did not tell is the next run's. */
  async pickUp(): Promise<void> {
    await this.digests.enqueue({ today: this.time.today() });
  }

  /** For the demo's history: the day's rows as if sent at `at`, marked illustrative, without mail. @returns rows written */
  recordIllustrative(day: Day, at: Date): Promise<number> {
    return this.ledger.recordIllustrative(day, at);
  }

  /** Waits until the mails of a day are final, within limits. */
  settled(day: Day): Promise<void> {
    return this.runs.settled(day);
  }
}

const notYet = (day: Day, today: Day) => ({
  vi: `Ngày ${formatDay(day)} chưa đến; chỉ gửi được thư đến hết hôm nay (${formatDay(today)}). Để xem các ngày tới, hãy dùng Xem trước.`,
  en: `${formatDay(day)} is in the future; emails can be sent for dates up to today (${formatDay(today)}). Use the preview to look ahead.`,
});
