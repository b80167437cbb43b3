import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { sql } from 'kysely';
import type { Access } from '../../identity/access.types.js';

const EVERY_MS = 60_000;
const tables = { cookie: sql`session`, bearer: sql`access_token` };
const columns = { cookie: sql`last_seen_at`, bearer: sql`last_used_at` };

/**
 * When sessions and tokens were last used. A request only notes it in memory; all that was noted is written once a
 * minute, in one statement a table. What a crash loses is a minute.
 */
@Injectable()
export class LastUse implements BeforeApplicationShutdown {
  private readonly log = new Logger('accounts');
  private readonly noted = { cookie: new Map<number, number>(), bearer: new Map<number, number>() };
  private timer?: NodeJS.Timeout;

  constructor(private readonly em: EntityManager) {}

  note({ by, id }: Pick<Access, 'by' | 'id'>): void {
    this.noted[by].set(id, Date.now());
    this.timer ??= setInterval(() => void this.write(), EVERY_MS).unref();
  }

  /** Writes what was noted since the last time. A database that is away is asked again a minute later. */
  async write(): Promise<void> {
    for (const by of ['cookie', 'bearer'] as const) {
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

  private async writeOne(by: Access['by'], uses: [number, number][]): Promise<void> {
    const rows = JSON.stringify(uses.map(([id, at]) => ({ id, at: new Date(at) })));
    const column = columns[by];
    await sql`
      update ${tables[by]} t set ${column} = u.at
      from jsonb_to_recordset(${rows}::jsonb) as u (id integer, at timestamptz)
      where t.id = u.id and (t.${column} is null or t.${column} < u.at)`.execute(this.em.fork().getKysely());
  }
}
