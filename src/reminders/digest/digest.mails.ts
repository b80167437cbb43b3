import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { WITNESS_HEADER, witnessText, type AuditWitness } from '../../audit/witness.js';
import { Clock, type Day } from '../../platform/clock.js';
import type { Mail } from '../../platform/mail/mailer.js';
import { digestItems, type DigestContent } from './digest.content.js';
import { DigestQueries, type DigestEntry } from './digest.queries.js';
import { digestText } from './digest.text.js';
import { digestHtml } from './digest.view.js';
import { folded, kindsToFold } from './digest.waiting.js';
import { digestSubject } from './digest.subject.js';
import { ReminderSettings } from '../ledger/settings.js';

export interface DigestToWrite {
  recipientId: number;
  day: Day;
  messageId: string;
  /** Where the audit log ended as the day was run; left out of what is only shown. */
  auditHead?: AuditWitness | null;
  rows: readonly DigestEntry[];
}

/** Writes the mail of a digest, in the language of the account. */
@Injectable()
export class DigestMails {
  constructor(
    private readonly queries: DigestQueries,
    private readonly calendars: WorkingCalendarService,
    private readonly settings: ReminderSettings,
    private readonly clock: Clock,
  ) {}

  async write(digest: DigestToWrite): Promise<Mail> {
    const content = await this.content(digest);
    const { recipient } = content;
    return {
      to: { name: recipient.bodyName[recipient.language], address: recipient.email },
      subject: digestSubject(content),
      text: digestText(content),
      html: digestHtml(content),
      messageId: digest.messageId,
      date: this.clock.now(),
      headers: digest.auditHead ? { [WITNESS_HEADER]: witnessText(digest.auditHead) } : {},
    };
  }

  private async content({
    recipientId,
    day: of,
    auditHead = null,
    rows,
  }: DigestToWrite): Promise<DigestContent> {
    // A mail that goes out later than its day speaks of the day on which it is read.
    const today = this.clock.today();
    const day = of < today ? today : of;
    const recipient = await this.queries.recipient(recipientId, day);
    const [read, calendar] = await Promise.all([
      this.queries.rows(rows, recipient, day),
      this.calendars.load(),
    ]);
    const { publicUrl, demo } = this.settings;
    const items = digestItems(read, recipient, day, calendar);
    const kinds = kindsToFold(items, recipient);
    const slugs = [...new Set(items.map(({ slug }) => slug))];
    const totals = kinds.size === 0 ? [] : await this.queries.totals(recipient, slugs, day);
    return { recipient, day, ...folded(items, kinds, totals), publicUrl, demo, auditHead };
  }
}
