import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { beginLongChange, holdCommitments } from '../../commitments/change/hold.js';
import { ownParts } from '../../commitments/together/parts.js';
import {
  prepareReports,
  writeReports,
  type PreparedReports,
} from '../../commitments/together/write-reports.js';
import { ChangedSince } from '../../commitments/together/write-together.js';
import type { By } from '../../identity/actor.js';
import { Clock } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { actorOfSheet } from '../actor.js';
import { judge } from '../preview/judge-row.js';
import { tellProgress, type LeasedSheet } from '../sheet.lease.js';
import type { ReadRow } from '../sheet.types.js';
import { judgeAgain, markApplied, rowsToApply, type JudgedRow } from './rows.sql.js';

/** Rows written in one statement: who changes one of their commitments meanwhile waits for no more than these. */
const AT_ONCE = 50;
/** Any number: of the lock that those who apply one sheet take turns on. */
const TURN = 20162021;

/** Rows that are written in one statement. */
interface Batch {
  rows: number[];
  commitments: number[];
  reports: PreparedReports;
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
    return turnOfSheet(this.em, sheet, async (em) => {
      const rows = await rowsToApply(em, sheet.id, AT_ONCE);
      if (rows.length === 0) await this.end(em, sheet.id);
      await holdCommitments(em, idsOf(rows));
      const { changes, others } = await this.judged(em, sheet, rows, by);
      await judgeAgain(em, sheet.id, others);
      await this.write(em, sheet.id, batchOf(changes), by);
      await sql`update sheet set lease_until = now() + make_interval(secs => 60), progress = (
          select count(*) from sheet_row where sheet_id = ${sheet.id} and applied)
        where id = ${sheet.id} and status = 'applying'`.execute(em.getKysely());
      return rows.length > 0;
    });
  }

  /**
   * All or none, in one transaction: so that the agreement has one new revision, and nobody reads half of a sheet. What can be done before anything
   * is locked is done before: the transaction only writes, and only where each commitment is still as it was.
   */
  private async applyAll(sheet: LeasedSheet, by: By): Promise<void> {
    for (;;) {
      const { batches, others } = await this.prepareAll(sheet, by);
      if (others.length > 0) {
        const em = this.em.fork();
        await judgeAgain(em, sheet.id, others);
        return giveBack(em, sheet.id, meanwhile(others.length));
      }
      try {
        return await this.writeAll(sheet, batches, by);
      } catch (error) {
        // One changed in between: it is found, and told, as they are looked at again.
        if (!(error instanceof ChangedSince)) throw error;
      }
    }
  }

  private async prepareAll(sheet: LeasedSheet, by: By) {
    const em = this.em.fork();
    const batches: Batch[] = [];
    const others: JudgedRow[] = [];
    for (let last = 0, done = 0; ;) {
      const rows = await rowsToApply(em, sheet.id, AT_ONCE, last);
      if (rows.length === 0) return { batches, others };
      const judged = await this.judged(em, sheet, rows, by);
      batches.push(batchOf(judged.changes));
      others.push(...judged.others);
      last = rows.at(-1)!.row;
      done += rows.length;
      // This is half of the work, the writing the other.
      await tellProgress(em, sheet.id, Math.floor(done / 2));
    }
  }

  private async writeAll(sheet: LeasedSheet, batches: readonly Batch[], by: By): Promise<void> {
    await turnOfSheet(this.em, sheet, async (em) => {
      await beginLongChange(em, sheet.agreementId);
      await holdCommitments(
        em,
        batches.flatMap(({ commitments }) => commitments),
      );
      const all = batches.reduce((sum, { rows }) => sum + rows.length, 0);
      let done = 0;
      for (const batch of batches) {
        await this.write(em, sheet.id, batch, by);
        done += batch.rows.length;
        // By another connection: seen before the transaction ends.
        await tellProgress(this.em.fork(), sheet.id, Math.floor((all + done) / 2));
      }
      await this.end(em, sheet.id);
    });
  }

  private async judged(em: EntityManager, { file, sha256 }: LeasedSheet, rows: readonly ReadRow[], by: By) {
    const parts = await ownParts(em, idsOf(rows), by);
    const all = rows.map((read): JudgedRow => {
      const from = { sheet: { file, sha256, row: read.row } };
      return { read, judged: judge(read, { part: parts.get(read.id!), by, from }) };
    });
    return {
      changes: all.filter(({ judged }) => judged.stated),
      others: all.filter(({ judged }) => !judged.stated),
    };
  }

  private async write(em: EntityManager, sheetId: number, batch: Batch, by: By): Promise<void> {
    await writeReports(em, batch.reports, by);
    await markApplied(em, sheetId, batch.rows);
  }

  private async end(em: EntityManager, id: number): Promise<void> {
    await sql`update sheet set status = 'applied', applied_at = ${this.clock.now()}, lease_until = null, content = null,
        progress = (select count(*) from sheet_row where sheet_id = ${id} and applied)
      where id = ${id} and status = 'applying'`.execute(em.getKysely());
  }
}

/** One worker at a time, and only while the sheet is being applied: who comes late finds nothing to do. */
export function turnOfSheet<Result>(
  from: EntityManager,
  { id }: LeasedSheet,
  act: (em: EntityManager) => Promise<Result>,
): Promise<Result | false> {
  return from.fork().transactional<Result | false>(async (em) => {
    const db = em.getKysely();
    await sql`select pg_advisory_xact_lock(${TURN}, ${id})`.execute(db);
    const { rows } = await sql`select 1 from sheet where id = ${id} and status = 'applying'`.execute(db);
    return rows.length > 0 && act(em);
  });
}

const idsOf = (rows: readonly ReadRow[]) => rows.map(({ id }) => id!);

function batchOf(changes: readonly JudgedRow[]): Batch {
  return {
    rows: changes.map(({ read }) => read.row),
    commitments: idsOf(changes.map(({ read }) => read)),
    reports: prepareReports(changes.map(({ judged }) => judged.stated!)),
  };
}

/** Back to its preview, which says why. */
export async function giveBack(em: EntityManager, id: number, why: BilingualText): Promise<void> {
  await sql`update sheet set status = 'ready', only_rows = null, lease_until = null, progress = 0, fault = ${JSON.stringify(why)}::jsonb
    where id = ${id} and status = 'applying'`.execute(em.getKysely());
}

/** Why a whole sheet was not applied. */
export const meanwhile = (rows: number): BilingualText => ({
  vi: `Trong lúc nhận, ${rows} dòng đã có nội dung mới hoặc không còn nhận được, nên chưa dòng nào được nhận. Hãy xem lại từng dòng.`,
  en: `While the sheet was being applied, ${rows} rows changed or could no longer be applied, so none was. Look at the rows again.`,
});
