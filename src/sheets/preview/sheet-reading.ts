import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ownParts } from '../../commitments/together/parts.js';
import type { By } from '../../identity/actor.js';
import { Clock } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { actorOfSheet } from '../actor.js';
import { keepRows } from '../applying/rows.sql.js';
import { readSheetInThread, type Control } from '../reading/read-in-thread.js';
import { unreadable } from '../reading/unreadable.js';
import { tellProgress, type LeasedSheet } from '../sheet.lease.js';
import type { ReadRow } from '../sheet.types.js';
import { judge, repeated, type Judged } from './judge-row.js';

/** Rows looked at in one go. */
const AT_ONCE = 100;

/** Reads a sheet and says of each row what it would become. */
@Injectable()
export class SheetReading {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @returns own where it is no list from here, but may be a sheet that the office keeps itself */
  async read(sheet: LeasedSheet): Promise<'own' | void> {
    const em = this.em.fork();
    const read = await readSheetInThread({ bytes: await contentOf(em, sheet.id), kind: sheet.kind });
    if ('unreadable' in read && read.unreadable === 'noHead') {
      const { role } = await actorOfSheet(em, sheet);
      if (role === 'coordinator') return 'own';
    }
    if ('unreadable' in read) return fail(em, sheet.id, unreadable[read.unreadable]);
    const { rows, control } = read;
    if (control && !isOf(sheet, control)) return fail(em, sheet.id, unreadable.otherAgreement);
    const by: By = { actor: await actorOfSheet(em, sheet), at: this.clock.now() };
    // What a worker that was killed has left of it.
    await sql`delete from sheet_row where sheet_id = ${sheet.id}`.execute(em.getKysely());
    await sql`update sheet set total = ${rows.length}, progress = 0, downloaded_rows = ${control?.rows ?? null}::integer
      where id = ${sheet.id}`.execute(em.getKysely());
    const first = new Map<number, number>();
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      await keepRows(em, sheet.id, await this.judged(em, some, by, first));
      await tellProgress(em, sheet.id, at + some.length);
    }
    await sql`update sheet set status = 'ready', content = null, lease_until = null where id = ${sheet.id} and status = 'reading'`.execute(
      em.getKysely(),
    );
  }

  /** @param first by commitment, the first row that is about it */
  private async judged(em: EntityManager, rows: readonly ReadRow[], by: By, first: Map<number, number>) {
    const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
    const parts = await ownParts(em, ids, by);
    return rows.map((read) => {
      const part = read.id === null ? undefined : parts.get(read.id);
      const above = read.id === null ? undefined : first.get(read.id);
      if (read.id !== null && above === undefined) first.set(read.id, read.row);
      const judged: Judged = above === undefined ? judge(read, { part, by }) : repeated(read, above);
      return { read, judged, isKnown: part !== undefined };
    });
  }
}

/** A file that says whose it is. */
const isOf = ({ slug, party }: LeasedSheet, control: Control) =>
  (control.agreement ?? slug) === slug && (control.party ?? party) === party;

/** The file, while it is kept. */
export async function contentOf(em: EntityManager, id: number): Promise<Uint8Array> {
  const { rows } = await sql<{ content: Buffer }>`select content from sheet where id = ${id}`.execute(
    em.getKysely(),
  );
  return rows[0]!.content;
}

/** It is not read, and says why. */
export async function fail(em: EntityManager, id: number, why: BilingualText): Promise<void> {
  await sql`update sheet set status = 'failed', content = null, lease_until = null, fault = ${JSON.stringify(why)}::jsonb
    where id = ${id} and status = 'reading'`.execute(em.getKysely());
}
