import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { appendAudit } from '../../audit/audit.js';
import { Config } from '../../config/config.js';
import type { By } from '../../identity/actor.js';
import { mailFaultOf, mailFaultWords } from '../../platform/mail/mail-fault.js';
import { Mailer } from '../../platform/mail/mailer.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { testMailHtml, testMailText, testMailWords } from './test-mail.view.js';

export interface TestMailResult {
  address: string;
  outcome: 'accepted' | 'refused' | 'limited';
  /** What the mail server said, in words where it was a fault; null where it was not asked. */
  answer: BilingualText | null;
}

/** A mail by which an administrator sees whether mails go out, and what the mail server says. */
@Injectable()
export class TestMail {
  constructor(
    private readonly em: EntityManager,
    private readonly mailer: Mailer,
    private readonly config: Config,
  ) {}

  /** Goes out at once, whatever the hour, and is in no ledger; the audit log has who sent it, to whom. */
  async send(address: string, language: Language, by: By): Promise<TestMailResult> {
    await this.em
      .fork()
      .transactional((em) => appendAudit(em, { kind: 'mail.tested', ...by, data: { email: address } }));
    if (!(await this.mailer.takeTurn('urgent'))) return { address, outcome: 'limited', answer: null };
    try {
      const answer = await this.mailer.send(this.mail(address, language, by.at));
      return { address, outcome: 'accepted', answer: { vi: answer, en: answer } };
    } catch (error) {
      const { reason } = mailFaultOf(error);
      return { address, outcome: 'refused', answer: mailFaultWords(reason) ?? { vi: reason, en: reason } };
    }
  }

  private mail(address: string, language: Language, date: Date) {
    const { publicUrl, demo } = this.config;
    const content = { language, publicUrl, demo };
    return {
      to: { name: address, address },
      subject: testMailWords[language].subject,
      text: testMailText(content),
      html: testMailHtml(content),
      messageId: `<test-${randomUUID()}@${new URL(publicUrl).hostname}>`,
      date,
    };
  }
}
