import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { agreementFile } from '../../exchange/export.queries.js';
import type { AgreementFile, CommitmentInFile } from '../../exchange/file/agreement-file.types.js';
import { ImportService, takeTurns, type Origin } from '../../exchange/import.service.js';
import type { By } from '../../identity/actor.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { Conflict } from '../../platform/errors.js';
import { actorOfSheet } from '../actor.js';
import { judgeAgain } from '../applying/rows.sql.js';
import { giveBack, meanwhile, turnOfSheet } from '../applying/sheet-applying.js';
import type { LeasedSheet } from '../sheet.lease.js';
import { judgeOwn, type Addition, type OwnJudged, type Seen } from './judge-own.js';
import { ownContext } from './own-context.js';
import type { OwnLine } from './own.types.js';

/** Of a sector: `3.999` is the last. */
const MOST_SERIAL = 999;

/** A row cannot be taken in any more. */
class NotAllSound extends Error {
  constructor(readonly rows: readonly OwnJudged[]) {
    super('not all rows can be taken in');
  }
}

/** Adds the commitments of a sheet that an administrator brought, as an import of the agreement's file with these in it would. */
@Injectable()
export class IntakeApplying {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly imports: ImportService,
  ) {}

  /** All of them in one transaction, also where only the sound ones are: the agreement has one new revision. */
  async apply(sheet: LeasedSheet): Promise<void> {
    const by: By = { actor: await actorOfSheet(this.em.fork(), sheet), at: this.clock.now() };
    try {
      await turnOfSheet(this.em, sheet, (em) => this.add(em, sheet, by));
    } catch (error) {
      if (!(error instanceof NotAllSound)) throw error;
      const em = this.em.fork();
      await judgeAgain(em, sheet.id, error.rows);
      await giveBack(em, sheet.id, meanwhile(error.rows.length));
    }
  }

  private async add(em: EntityManager, sheet: LeasedSheet, { actor, at }: By): Promise<void> {
    await takeTurns(em);
    const rows = await this.judged(em, sheet, { actor, at });
    const additions = rows.flatMap(({ addition }) => addition ?? []);
    const others = rows.filter(({ addition }) => !addition);
    const lost = others.filter(({ judged }) => judged.outcome !== 'same');
    if (sheet.only === 'all' && lost.length > 0) throw new NotAllSound(lost);
    await judgeAgain(em, sheet.id, others);
    if (additions.length > 0) {
      const file = (await agreementFile(em, sheet.slug))!;
      const entries = numbered(additions, file).map((each) => entryOf(each, file, sheet));
      const origins = new Map(entries.map(({ entry, origin }) => [entry.code, origin]));
      const commitments = [...file.commitments, ...entries.map(({ entry }) => entry)];
      await this.imports.importWithin(em, { ...file, commitments }, at, actor, origins);
      await markAdded(
        em,
        sheet,
        entries.map(({ entry: { code }, row }) => ({ row, code })),
      );
    }
    await sql`update sheet set status = 'applied', applied_at = ${at}, lease_until = null, progress = ${additions.length}, fault = null
      where id = ${sheet.id} and status = 'applying'`.execute(em.getKysely());
  }

  /** The rows that add one, held once more against what there is by now. */
  private async judged(em: EntityManager, sheet: LeasedSheet, by: By): Promise<OwnJudged[]> {
    const { id, agreementId, partyId, mapping, file, administered: adds } = sheet;
    const { rows } = await sql<{ line: OwnLine }>`
      select read -> 'line' as line from sheet_row where sheet_id = ${id} and outcome = 'new' and not applied order by row`.execute(
      em.getKysely(),
    );
    const today = dayOf(by.at);
    const context = await ownContext(em, { agreementId, partyId, mapping: mapping!, file, adds, today });
    const seen: Seen = new Map();
    return rows.map(({ line }) => judgeOwn(line, { context, parts: new Map(), by, seen }));
  }
}

/** Those without a number get the next ones of their sectors, in the order of the sheet. */
function numbered(
  additions: readonly Addition[],
  { commitments }: AgreementFile,
): (Addition & { code: string })[] {
  const last = new Map<string, number>();
  const note = (code: string) => {
    const [sector, serial] = code.split('.') as [string, string];
    last.set(sector, Math.max(last.get(sector) ?? 0, Number(serial)));
  };
  for (const { code } of [...commitments, ...additions]) if (code) note(code);
  return additions.map((addition) => {
    if (addition.code) return { ...addition, code: addition.code };
    const serial = (last.get(addition.sector) ?? 0) + 1;
    if (serial > MOST_SERIAL) throw new Conflict(sectorIsFull(addition.sector));
    last.set(addition.sector, serial);
    return { ...addition, code: `${addition.sector}.${String(serial).padStart(2, '0')}` };
  });
}

/** As an agreement file would have it: led by that side's body; what the other sides' offices stand for is theirs to name. */
function entryOf(
  { row, code, title, sector, lead, cooperating, product, due }: Addition & { code: string },
  { parties }: AgreementFile,
  { party, file, sha256 }: LeasedSheet,
): { row: number; entry: CommitmentInFile; origin: Origin } {
  const own = { lead, cooperating, ...(product ? { product } : {}) };
  const sides = Object.fromEntries(
    parties.map(({ code: each, office }) => [each, each === party ? own : { lead: office, cooperating: [] }]),
  );
  const entry = { code, sector, clauses: [], title: { vi: title, en: title }, due, sides };
  const leftOpen = parties.map((each) => each.code).filter((each) => each !== party);
  return { row, entry, origin: { from: { sheet: { file, sha256, row, party } }, leftOpen } };
}

async function markAdded(
  em: EntityManager,
  { id, agreementId }: LeasedSheet,
  added: readonly { row: number; code: string }[],
): Promise<void> {
  await sql`update sheet_row r set applied = true, commitment_id = c.id
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as a (row integer, code text)
      join commitment c on c.agreement_id = ${agreementId} and c.code = a.code
    where r.sheet_id = ${id} and r.row = a.row`.execute(em.getKysely());
}

const sectorIsFull = (sector: string) => ({
  vi: `Lĩnh vực ${sector} không còn số thứ tự cho cam kết mới. Hãy chuyển bớt dòng sang lĩnh vực khác.`,
  en: `Sector ${sector} has no number left for a new commitment. Put some rows into another sector.`,
});
