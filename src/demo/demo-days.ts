import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { appendAudit, type AuditActor } from '../audit/audit.js';
import { Clock, daysBetween, instantOf, type Day } from '../platform/clock.js';
import { RuleBroken } from '../platform/errors.js';
import { RemindersService } from '../reminders/ledger/reminders.service.js';
import type { DemoClock } from './demo-clock.js';

const LONGEST_STEP_DAYS = 366;

/** Moves the demo's day on, and does what the days in between would have done. */
@Injectable()
export class DemoDays {
  /** The last move asked for: moves wait for each other, so that each answers when its own days are final. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly reminders: RemindersService,
  ) {}

  /**
   * Answers when the reminders of every working day up to `date` are final; the same date changes nothing.
   * @throws RuleBroken for an earlier day or one too far ahead
   */
  moveTo(date: Day, actor: AuditActor): Promise<void> {
    const move = this.last.then(() => this.step(date, actor));
    this.last = move.catch(() => {});
    return move;
  }

  private async step(date: Day, actor: AuditActor): Promise<void> {
    const today = this.clock.today();
    if (date === today) return;
    if (date < today) throw new RuleBroken(onlyForward, 'date');
    if (daysBetween(today, date) > LONGEST_STEP_DAYS) throw new RuleBroken(tooFar, 'date');
    // Before it moves, for the clock is no part of the transaction: a move without an entry must not be.
    await this.note({ from: today, to: date }, actor);
    await this.reminders.runBetween(today, date, (day) => this.set(instantOf(day, '08:00')));
    this.set(instantOf(date, '09:00'));
  }

  private note(data: { from: Day; to: Day }, actor: AuditActor): Promise<void> {
    return this.em
      .fork()
      .transactional((em) => appendAudit(em, { kind: 'clock.moved', at: this.clock.now(), actor, data }));
  }

  private set(instant: Date): void {
    const clock = this.clock as DemoClock;
    if (instant > clock.now()) clock.moveTo(instant);
  }
}

const onlyForward = { vi: 'Ngày hệ thống chỉ tiến, không lùi.', en: 'The system date only moves forward.' };
const tooFar = { vi: 'Mỗi lần tiến tối đa một năm.', en: 'At most one year at a time.' };
