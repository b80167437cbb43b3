import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ownParts } from '../../commitments/together/parts.js';
import { lockCommitments, writeReports } from '../../commitments/together/write-reports.js';
import type { By } from '../../identity/actor.js';
import { Clock } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { actorOfSheet } from '../actor.js';
import { judge } from '../preview/judge-row.js';
import { tellProgress, type LeasedSheet } from '../sheet.lease.js';
import type { ReadRow } from '../sheet.types.js';
import { commitmentsToApply, judgeAgain, markApplied, rowsToApply, type JudgedRow } from './rows.sql.js';

/** Rows written in one statement. */
const AT_ONCE = 100;
/** Any number: of the lock that those who apply one sheet take turns on. */
const TURN = 20162021;

/** A row has become stale, or is at fault, since all of them were chosen. */
class NotAllSound extends Error {
  constructor(readonly rows: readonly JudgedRow[]) {
    super('not all rows can be applied');
  }
}

/** Makes reports of the rows of a sheet, each looked at again as it is written. */
@Injectable()
export class SheetApplying {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  async apply(sheet: LeasedSheet): Promise<void> {
    const by: By = { actor: await actorOfSheet(this.em.fork(), sheet), at: this.clock.now() };
    if (sheet.only === 'all') return this.applyAll(sheet, by);
    // Each batch is whole by itself: where a worker was killed, the next one goes on with what is left.
    while (await this.applySome(sheet, by));
  }

  /** @returns whether there may be more */
  private applySome(sheet: LeasedSheet, by: By): Promise<boolean> {
    return this.inTurn(sheet, async (em) => {
      const rows = await rowsToApply(em, sheet.id, AT_ONCE);
      if (rows.length === 0) await this.end(em, sheet.id);
      const { changes, others } = await this.judged(em, sheet, rows, by);
      await judgeAgain(em, sheet.id, others);
      await this.write(em, sheet.id, changes, by);
      await sql`update sheet set lease_until = now() + make_interval(secs => 60), progress = (
          select count(*) from sheet_row where sheet_id = ${sheet.id} and applied)
        where id = ${sheet.id} and status = 'applying'`.execute(em.getKysely());
      return rows.length > 0;
    });
  }

  /** All or none, in one transaction: so that the agreement has one new revision, and nobody reads half of a sheet. */
  private async applyAll(sheet: LeasedSheet, by: By): Promise<void> {
    try {
      await this.inTurn(sheet, async (em) => {
        await lockCommitments(em, await commitmentsToApply(em, sheet.id));
        for (let done = 0; ;) {
          const rows = await rowsToApply(em, sheet.id, AT_ONCE);
          if (rows.length === 0) break;
          const { changes, others } = await this.judged(em, sheet, rows, by);
          if (others.length > 0) throw new NotAllSound(others);
          await this.write(em, sheet.id, changes, by);
          done += rows.length;
          // By another connection: seen before the transaction ends.
          await tellProgress(this.em.fork(), sheet.id, done);
        }
        await this.end(em, sheet.id);
      });
    } catch (error) {
      if (!(error instanceof NotAllSound)) throw error;
      const em = this.em.fork();
      await judgeAgain(em, sheet.id, error.rows);
      await giveBack(em, sheet.id, meanwhile(error.rows.length));
    }
  }

  private async judged(em: EntityManager, { file, sha256 }: LeasedSheet, rows: readonly ReadRow[], by: By) {
    const ids = rows.map(({ id }) => id!);
    await lockCommitments(em, ids);
    const parts = await ownParts(em, ids, by);
    const all = rows.map((read): JudgedRow => {
      const from = { sheet: { file, sha256, row: read.row } };
      return { read, judged: judge(read, { part: parts.get(read.id!), by, from }) };
    });
    return {
      changes: all.filter(({ judged }) => judged.stated),
      others: all.filter(({ judged }) => !judged.stated),
    };
  }

  private async write(
    em: EntityManager,
    sheetId: number,
    changes: readonly JudgedRow[],
    by: By,
  ): Promise<void> {
    await writeReports(
      em,
      changes.map(({ judged }) => judged.stated!),
      by,
    );
    await markApplied(
      em,
      sheetId,
      changes.map(({ read }) => read.row),
    );
  }

  private async end(em: EntityManager, id: number): Promise<void> {
    await sql`update sheet set status = 'applied', applied_at = ${this.clock.now()}, lease_until = null,
        progress = (select count(*) from sheet_row where sheet_id = ${id} and applied)
      where id = ${id} and status = 'applying'`.execute(em.getKysely());
  }

  /** One worker at a time, and only while the sheet is being applied: who comes late finds nothing to do. */
  private inTurn<Result>(
    sheet: LeasedSheet,
    act: (em: EntityManager) => Promise<Result>,
  ): Promise<Result | false> {
    return this.em.fork().transactional<Result | false>(async (em) => {
      const db = em.getKysely();
      await sql`select pg_advisory_xact_lock(${TURN}, ${sheet.id})`.execute(db);
      const { rows } = await sql`select 1 from sheet where id = ${sheet.id} and status = 'applying'`.execute(
        db,
      );
      return rows.length > 0 && act(em);
    });
  }
}

/** Back to its preview, which says why. */
export async function giveBack(em: EntityManager, id: number, why: BilingualText): Promise<void> {
  await sql`update sheet set status = 'ready', only_rows = null, lease_until = null, progress = 0, fault = ${JSON.stringify(why)}::jsonb
    where id = ${id} and status = 'applying'`.execute(em.getKysely());
}

const meanwhile = (rows: number): BilingualText => ({
  vi: `Trong lúc nhận, ${rows} dòng đã có nội dung mới hoặc không còn nhận được, nên chưa dòng nào được nhận. Hãy xem lại từng dòng.`,
  en: `While the sheet was being applied, ${rows} rows changed or could no longer be applied, so none was. Look at the rows again.`,
});
