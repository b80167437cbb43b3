import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';

/** A fifth of the limit, rounded down, is left to what people wait for: passwords, notices. Of a limit below 5 that is nothing. */
export type MailKind = 'digest' | 'urgent';

/** How long a limit that was read holds: what was changed in another process is followed within seconds. */
const REMEMBERED_MS = 5_000;

/**
 * At most so many mails in any sixty seconds, over all processes. Who gets no turn does not wait here: what it wanted to send stays where
 * it is, in the ledger or the outbox, and is asked for again within a minute.
 */
@Injectable()
export class MailPace {
  private known: { perMinute: number | null; until: number } | undefined;

  constructor(private readonly em: EntityManager) {}

  /** Takes a turn for one mail. @returns false where there is none just now */
  async take(kind: MailKind): Promise<boolean> {
    const limit = await this.limitOf(kind);
    if (limit === null) return true;
    // One row: whoever comes at the same time waits for it, and then sees what the first one took.
    const { rows } = await sql`
      update mail_pace set taken = array(select t from unnest(taken) t where t > ${aMinuteAgo}) || clock_timestamp()
      where (select count(*) from unnest(taken) t where t > ${aMinuteAgo}) < ${limit} returning 1`.execute(
      this.db,
    );
    return rows.length > 0;
  }

  /** How many turns of that kind are left just now; null where nothing limits them. */
  async left(kind: MailKind): Promise<number | null> {
    const limit = await this.limitOf(kind);
    if (limit === null) return null;
    const { rows } = await sql<{ taken: number }>`
      select count(*)::integer as taken from mail_pace, unnest(taken) t where t > ${aMinuteAgo}`.execute(
      this.db,
    );
    return Math.max(0, limit - rows[0]!.taken);
  }

  /** The limit was changed here. */
  forget(): void {
    this.known = undefined;
  }

  private async limitOf(kind: MailKind): Promise<number | null> {
    if (!this.known || this.known.until < Date.now()) {
      const { rows } = await sql<{ perMinute: number | null }>`
        select per_minute as "perMinute" from mail_setting`.execute(this.db);
      this.known = { perMinute: rows[0]?.perMinute ?? null, until: Date.now() + REMEMBERED_MS };
    }
    const { perMinute } = this.known;
    return perMinute === null || kind === 'urgent' ? perMinute : shareOfDigests(perMinute);
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}

const aMinuteAgo = sql`clock_timestamp() - interval '60 seconds'`;

const shareOfDigests = (perMinute: number) => perMinute - Math.floor(perMinute / 5);
