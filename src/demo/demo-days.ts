import { Injectable } from '@nestjs/common';
import { Clock, daysBetween, instantOf, type Day } from '../platform/clock.js';
import { Conflict, RuleBroken } from '../platform/errors.js';
import { RemindersService } from '../reminders/reminders.service.js';
import type { DemoClock } from './demo-clock.js';

const LONGEST_STEP_DAYS = 366;

/** Moves the demo's day on, and does what the days in between would have done. */
@Injectable()
export class DemoDays {
  private moving = false;

  constructor(
    private readonly clock: Clock,
    private readonly reminders: RemindersService,
  ) {}

  /**
   * Answers when the reminders of every working day up to `date` are final; the same date changes nothing.
   * @throws RuleBroken for an earlier day or one too far ahead, Conflict while another move is under way
   */
  async moveTo(date: Day): Promise<void> {
    const today = this.clock.today();
    if (date === today) return;
    if (date < today)
      throw new RuleBroken(
        { vi: 'Ngày hệ thống chỉ tiến, không lùi.', en: 'The system date only moves forward.' },
        'date',
      );
    if (daysBetween(today, date) > LONGEST_STEP_DAYS)
      throw new RuleBroken({ vi: 'Mỗi lần tiến tối đa một năm.', en: 'At most one year at a time.' }, 'date');
    if (this.moving)
      throw new Conflict({
        vi: 'Ngày hệ thống đang được chuyển. Hãy đợi một lát.',
        en: 'The date is being moved already. Please wait a moment.',
      });
    this.moving = true;
    try {
      await this.reminders.runBetween(today, date, (day) => this.set(instantOf(day, '08:00')));
      this.set(instantOf(date, '09:00'));
    } finally {
      this.moving = false;
    }
  }

  private set(instant: Date): void {
    const clock = this.clock as DemoClock;
    if (instant > clock.now()) clock.moveTo(instant);
  }
}
