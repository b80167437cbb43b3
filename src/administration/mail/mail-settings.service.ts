import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';
import { RuleBroken } from '../../platform/errors.js';
import { MailPace } from '../../platform/mail/mail-pace.js';
import { mailSetting, type MailSetting } from '../../platform/mail/mail-settings.js';

/** When mails go out, and how many a minute: as an administrator sets it. */
@Injectable()
export class MailSettingsService {
  constructor(
    private readonly em: EntityManager,
    private readonly pace: MailPace,
  ) {}

  /** From the next run and the next mail on. Setting the same again changes nothing. */
  async change(next: MailSetting, by: By): Promise<void> {
    if (next.from > next.runAt || next.runAt >= next.until) throw new RuleBroken(outside, 'runAt');
    await this.em.fork().transactional(async (em) => {
      const db = em.getKysely();
      await sql`select 1 from mail_setting for update`.execute(db);
      const { rows } = await sql<{ before: MailSetting }>`select ${mailSetting} as before`.execute(db);
      const data = differences(rows[0]!.before, next);
      if (Object.keys(data).length === 0) return;
      await sql`update mail_setting set run_at = ${next.runAt}::time, send_from = ${next.from}::time, send_until = ${next.until}::time,
        per_minute = ${next.perMinute}`.execute(db);
      await appendAudit(em, { kind: 'mail.settings_changed', ...by, data });
    });
    this.pace.forget();
  }
}

function differences(before: MailSetting, next: MailSetting) {
  const named = {
    runAt: [before.runAt, next.runAt],
    sendFrom: [before.from, next.from],
    sendUntil: [before.until, next.until],
    perMinute: [before.perMinute, next.perMinute],
  };
  const changed = Object.entries(named).filter(([, [from, to]]) => from !== to);
  return Object.fromEntries(changed.map(([name, [from, to]]) => [name, { from, to }]));
}

const outside = {
  vi: 'Giờ chạy hằng ngày phải nằm trong khoảng giờ gửi thư: không sớm hơn giờ bắt đầu, và trước giờ kết thúc.',
  en: 'The daily run must lie within the sending hours: not before they begin, and before they end.',
};
