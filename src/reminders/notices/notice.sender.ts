import { Injectable, Logger } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { Clock, instantOf } from '../../platform/clock.js';
import { mailFaultOf } from '../../platform/mail/mail-fault.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { RUN_AT } from '../plan/run-calendar.js';
import { ReminderSettings } from '../ledger/settings.js';
import { noticeMail } from './notice.mail.js';
import { Notices, type ClaimedNotice } from './notices.js';

/** With waits that double from a minute to half an hour: about a working day. */
const ATTEMPTS = 20;

/** Tells people on the day what they have to answer: from 08:00 on, on working days; what happens on a day off, on the next. */
@Injectable()
export class NoticeSender {
  private readonly log = new Logger('reminders');

  constructor(
    private readonly notices: Notices,
    private readonly calendars: WorkingCalendarService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly settings: ReminderSettings,
  ) {}

  async sendWaiting(): Promise<void> {
    const today = this.clock.today();
    if (this.clock.now() < instantOf(today, RUN_AT)) return;
    if (!(await this.calendars.load()).isWorking(today)) return;
    await this.notices.plan(today);
    for (let next = await this.notices.claim(today); next; next = await this.notices.claim(today))
      await this.send(next);
  }

  private async send(notice: ClaimedNotice): Promise<void> {
    if (!notice.stillTrue) return this.notices.markFailed(notice, 'no_longer_true');
    try {
      // No transaction is open from here to the answer: a mail server may take its time.
      await this.mailer.send(noticeMail(notice, this.settings, this.clock.now()));
    } catch (error) {
      const { lasts, reason } = mailFaultOf(error);
      const last = lasts === 'permanent' || notice.attempt >= ATTEMPTS;
      this.log.warn({ notice: notice.id, attempt: notice.attempt, reason, last }, 'notice not sent');
      return last ? this.notices.markFailed(notice, reason) : this.notices.release(notice, reason);
    }
    await this.notices.markSent(notice);
  }
}
