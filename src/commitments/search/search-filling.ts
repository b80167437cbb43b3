import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';

/** Texts at a time: a tenth of a second, in which nobody waits for them. */
const AT_A_TIME = 200;

/** Brings in, after an upgrade, what had been written before there was anything to search it by. */
@Injectable()
export class SearchFilling {
  constructor(private readonly em: EntityManager) {}

  /** Until nothing is left, or another process is at it. */
  async run(): Promise<void> {
    while (await this.next());
  }

  private async next(): Promise<boolean> {
    const { rows } = await sql<{ more: boolean }>`select fill_search(${AT_A_TIME}) as more`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]!.more;
  }
}
