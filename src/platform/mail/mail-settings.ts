import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';

/** When mails go out, and how many. Times are local, `HH:MM`. */
export interface MailSetting {
  /** Of the daily run. */
  runAt: string;
  /** Before and after these hours nothing goes out by itself but mails about accounts. */
  from: string;
  until: string;
  /** Of all mails of all processes; null where nothing limits them. */
  perMinute: number | null;
}

const time = (column: string) => sql`to_char(${sql.ref(column)}, 'HH24:MI')`;

/** As one JSON object, in whatever query. */
export const mailSetting: RawBuilder<MailSetting> = sql<MailSetting>`(select jsonb_build_object('runAt', ${time('run_at')},
  'from', ${time('send_from')}, 'until', ${time('send_until')}, 'perMinute', per_minute) from mail_setting)`;

/** What administrators have set. Read anew each time: another process may have changed it. */
@Injectable()
export class MailSettings {
  constructor(private readonly em: EntityManager) {}

  async read(): Promise<MailSetting> {
    const { rows } = await sql<{ setting: MailSetting }>`select ${mailSetting} as setting`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]!.setting;
  }
}
