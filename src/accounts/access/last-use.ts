import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { sql } from 'kysely';

const EVERY_MS = 60_000;
/** By what opens, its table and the column that says when it last did. */
const kept = {
  cookie: { table: sql`session`, column: sql`last_seen_at` },
  bearer: { table: sql`access_token`, column: sql`last_used_at` },
  calendar: { table: sql`calendar_address`, column: sql`last_used_at` },
};
type Way = keyof typeof kept;
const ways = Object.keys(kept) as Way[];

/**
 * When sessions, tokens and calendar addresses were last used. A request only notes it in memory; all that was noted is written once a
 * minute, in one statement a table. What a crash loses is a minute.
 */
@Injectable()
export class LastUse implements BeforeApplicationShutdown {
  private readonly log = new Logger('accounts');
  private readonly noted: Record<Way, Map<number, number>> = {
    cookie: new Map(),
    bearer: new Map(),
    calendar: new Map(),
  };
  private timer?: NodeJS.Timeout;

  constructor(private readonly em: EntityManager) {}

  note({ by, id }: { by: Way; id: number }): void {
    this.noted[by].set(id, Date.now());
    this.timer ??= setInterval(() => void this.write(), EVERY_MS).unref();
  }

  /** Writes what was noted since the last time. A database that is away is asked again a minute later. */
  async write(): Promise<void> {
    for (const by of ways) {
      const uses = [...this.noted[by]];
      if (uses.length === 0) continue;
      this.noted[by].clear();
      try {
        await this.writeOne(by, uses);
      } catch (error) {
        this.log.warn({ err: error }, 'last use was not written');
        for (const [id, at] of uses) if (!this.noted[by].has(id)) this.noted[by].set(id, at);
      }
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  private async writeOne(by: Way, uses: [number, number][]): Promise<void> {
    const rows = JSON.stringify(uses.map(([id, at]) => ({ id, at: new Date(at) })));
    const { table, column } = kept[by];
    await sql`
      update ${table} t set ${column} = u.at
      from jsonb_to_recordset(${rows}::jsonb) as u (id integer, at timestamptz)
      where t.id = u.id and (t.${column} is null or t.${column} < u.at)`.execute(this.em.fork().getKysely());
  }
}
