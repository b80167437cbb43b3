import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { WITNESS_HEADER, witnessHeader, type AuditWitness } from '../../audit/witness.js';
import { Clock, type Day } from '../../platform/clock.js';
import type { Mail } from '../../platform/mail/mailer.js';
import {
  digestItems,
  type DigestContent,
  type DigestItem,
  type DigestRecipient,
  type OfficeWork,
} from './digest.content.js';
import { unsubscribedAt } from './digest.foot.words.js';
import type { WaitingTotal } from './digest.holder.js';
import { DigestQueries } from './digest.queries.js';
import type { DigestEntry } from './digest.rows.sql.js';
import { OfficeWorkQueries } from './office-work.queries.js';
import { digestText } from './digest.text.js';
import { digestHtml } from './digest.view.js';
import { folded, kindsToFold } from './digest.waiting.js';
import { digestSubject } from './digest.subject.js';
import { ReminderSettings } from '../ledger/settings.js';
import { ReportLinks } from '../mail-link/report-links.js';

export interface DigestToWrite {
  /** Left out of what is only shown. */
  id?: number;
  recipientId: number;
  day: Day;
  messageId: string;
  /** Where the audit log ended as the day was run; left out of what is only shown. */
  auditHead?: AuditWitness | null;
  rows: readonly DigestEntry[];
}

/** What a mail is made of, as read. */
interface Told {
  recipient: DigestRecipient;
  items: readonly DigestItem[];
  office: OfficeWork[];
  day: Day;
}

/** Writes the mails of digests, each in the language of its account. */
@Injectable()
export class DigestMails {
  constructor(
    private readonly queries: DigestQueries,
    private readonly offices: OfficeWorkQueries,
    private readonly calendars: WorkingCalendarService,
    private readonly settings: ReminderSettings,
    private readonly links: ReportLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads what some mails tell, in one go.
   * @returns each to be written when its turn comes, in their order
   */
  async read(digests: readonly DigestToWrite[]): Promise<(() => Mail)[]> {
    const calendar = await this.calendars.load();
    const ofDays = Map.groupBy(digests, (digest) => this.dayToTell(digest));
    const contents = new Map<DigestToWrite, DigestContent>();
    for (const [day, some] of ofDays)
      for (const [digest, content] of await this.contents(some, day, calendar)) contents.set(digest, content);
    return digests.map((digest) => () => this.mailOf(digest, contents.get(digest)!));
  }

  private mailOf(digest: DigestToWrite, content: DigestContent): Mail {
    const { recipient } = content;
    return {
      to: { name: recipient.bodyName[recipient.language], address: recipient.email },
      subject: digestSubject(content),
      text: digestText(content),
      html: digestHtml(content),
      messageId: digest.messageId,
      date: this.clock.now(),
      headers: this.headersOf(digest),
    };
  }

  /** A mail that goes out later than its day speaks of the day on which it is read. */
  private dayToTell({ day }: DigestToWrite): Day {
    const today = this.clock.today();
    return day < today ? today : day;
  }

  private async contents(
    digests: readonly DigestToWrite[],
    day: Day,
    calendar: WorkingCalendar,
  ): Promise<[DigestToWrite, DigestContent][]> {
    const recipients = await this.queries.recipients(
      digests.map(({ recipientId }) => recipientId),
      day,
    );
    const entries = digests.flatMap(({ recipientId: readerId, rows }, mail) =>
      withLate(rows, recipients.get(readerId)!).map((entry) => ({ ...entry, mail, readerId })),
    );
    const [rows, offices] = await Promise.all([
      this.queries.rows(entries, day),
      this.officesOf([...recipients.values()], day),
    ]);
    return Promise.all(
      digests.map(async (digest, mail): Promise<[DigestToWrite, DigestContent]> => {
        const recipient = recipients.get(digest.recipientId)!;
        const items = digestItems(rows.get(mail) ?? [], recipient, day, calendar);
        const office = recipient.role === 'coordinator' ? (offices.get(recipient.partyId) ?? []) : [];
        return [digest, await this.content(digest, { recipient, items, office, day })];
      }),
    );
  }

  /** What the offices among some recipients have to do, by their sides: the accounts of an office read the same. */
  private async officesOf(
    recipients: readonly DigestRecipient[],
    day: Day,
  ): Promise<ReadonlyMap<number, OfficeWork[]>> {
    const coordinators = recipients.filter(({ role }) => role === 'coordinator');
    const parties = [...new Set(coordinators.map(({ partyId }) => partyId))];
    return parties.length === 0 ? new Map() : this.offices.of(parties, day);
  }

  private async content({ id, auditHead = null }: DigestToWrite, told: Told): Promise<DigestContent> {
    const { recipient, items, office, day } = told;
    const { publicUrl, demo } = this.settings;
    const kinds = kindsToFold(items, recipient);
    const totals = kinds.size === 0 ? [] : await this.totals(told);
    const shown = { recipient, day, ...folded(items, kinds, totals), office, publicUrl, demo, auditHead };
    return id === undefined
      ? shown
      : { ...shown, reportKey: ({ commitmentId }) => this.links.tokenOf({ digestId: id, commitmentId }) };
  }

  /** Read already, unless there are more agreements than an office is told figures of. */
  private async totals({ recipient, items, office, day }: Told): Promise<WaitingTotal[]> {
    const slugs = [...new Set(items.map(({ slug }) => slug))];
    const isRead = slugs.every((slug) => office.some((work) => work.slug === slug));
    if (isRead) return office.flatMap((work) => work.totals);
    return (await this.offices.totals([recipient.partyId], slugs, day)).get(recipient.partyId) ?? [];
  }

  private headersOf({ id, auditHead }: DigestToWrite): Record<string, string> {
    const { publicUrl } = this.settings;
    const replyTo = id === undefined ? null : this.settings.replyTo(id);
    return {
      ...unsubscribedAt(publicUrl),
      ...(replyTo && { 'Reply-To': replyTo }),
      ...(auditHead && { [WITNESS_HEADER]: witnessHeader(auditHead) }),
    };
  }
}

/** What is late is told each time, also where no rule speaks of it today. */
function withLate(rows: readonly DigestEntry[], { late }: DigestRecipient): DigestEntry[] {
  const told = new Set(rows.map(({ commitmentId }) => commitmentId));
  return [
    ...rows,
    ...late.filter((id) => !told.has(id)).map((commitmentId) => ({ commitmentId, rule: null })),
  ];
}
