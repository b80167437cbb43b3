import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Config } from '../../config/config.js';
import { addDays, dayOf, instantOf, type Day } from '../../platform/clock.js';
import { TooMany } from '../../platform/errors.js';

const MIB = 1_048_576;

/** Room for one file, taken before it comes. One of the two ends it. */
export interface Reservation {
  /** The file was kept: what was taken and not needed is free again. */
  settle(size: number): Promise<void>;
  /** It was not. */
  giveBack(): Promise<void>;
}

/**
 * How much one account may send as evidence on one day, in Việt Nam: pieces and bytes, those on their way included. Taken and
 * given back by one statement each, on the row of the account: two files at once do not both take the last room.
 */
@Injectable()
export class EvidenceAllowance {
  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /** The most that one file may have. */
  get fileBytes(): number {
    return this.config.fileLimitBytes;
  }

  /**
   * @param userId null for the demo's history, which no account sends: it takes no room
   * @param announced bytes that the request says it has, null where it does not say; 0 where no file comes
   * @param field that is told where there is none left
   * @throws TooMany with what is left
   */
  async reserve(
    userId: number | null,
    at: Date,
    announced: number | null,
    field = 'file',
  ): Promise<Reservation> {
    if (userId === null) return { settle: async () => {}, giveBack: async () => {} };
    const day = dayOf(at);
    const bytes = Math.min(announced ?? Infinity, this.fileBytes);
    const { files, bytes: most } = this.config.evidenceDay;
    const { rows } = await sql`
      insert into evidence_day as d (user_id, day, files, bytes) values (${userId}, ${day}, 1, ${bytes})
      on conflict (user_id) do update set day = excluded.day, bytes = excluded.bytes + case when d.day = excluded.day then d.bytes else 0 end,
        files = 1 + case when d.day = excluded.day then d.files else 0 end
      where d.day <> excluded.day or (d.files < ${files} and d.bytes + excluded.bytes <= ${most})
      returning 1`.execute(this.db);
    if (rows.length === 0) throw await this.tooMany(userId, day, at, field);
    return {
      settle: (size) => this.free(userId, day, { files: 0, bytes: bytes - size }),
      giveBack: () => this.giveBack(userId, day, bytes),
    };
  }

  /** One piece of that day and its bytes are not sent after all. */
  async giveBack(userId: number, day: Day, bytes: number): Promise<void> {
    const alone = sql`delete from evidence_day where user_id = ${userId} and day = ${day} and files = 1`;
    const { numAffectedRows } = await alone.execute(this.db);
    if (!numAffectedRows) await this.free(userId, day, { files: 1, bytes });
  }

  private async free(
    userId: number,
    day: Day,
    { files, bytes }: { files: number; bytes: number },
  ): Promise<void> {
    await sql`
      update evidence_day set files = files - ${files}::integer, bytes = bytes - ${bytes}::bigint
      where user_id = ${userId} and day = ${day}`.execute(this.db);
  }

  private async tooMany(userId: number, day: Day, at: Date, field: string): Promise<TooMany> {
    const { rows } = await sql<{ files: number; bytes: number }>`
      select files, bytes::float8 as bytes from evidence_day where user_id = ${userId} and day = ${day}`.execute(
      this.db,
    );
    const sent = rows[0] ?? { files: 0, bytes: 0 };
    const most = this.config.evidenceDay;
    const files = Math.max(0, most.files - sent.files);
    const mib = Math.max(0, Math.floor((most.bytes - sent.bytes) / MIB));
    const untilTomorrow = Math.ceil((instantOf(addDays(day, 1)).getTime() - at.getTime()) / 1000);
    return new TooMany(
      {
        vi: `Mỗi tài khoản gửi được ${most.files} tài liệu minh chứng và ${most.bytes / MIB} MB một ngày; hôm nay tài khoản này còn gửi được ${files} tài liệu và ${mib} MB. Hãy gửi tệp nhỏ hơn, hoặc gửi lại vào ngày mai.`,
        en: `An account can send ${most.files} pieces of evidence and ${most.bytes / MIB} MB a day; yours has ${files} pieces and ${mib} MB left today. Send a smaller file, or send this one tomorrow.`,
      },
      untilTomorrow,
      field,
    );
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}
