import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ownParts } from '../../commitments/together/parts.js';
import type { By } from '../../identity/actor.js';
import { Clock } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { actorOfSheet } from '../actor.js';
import { keepRows } from '../applying/rows.sql.js';
import { contentOf, fail } from '../preview/sheet-reading.js';
import { readOwnInThread } from '../reading/read-in-thread.js';
import { unreadable } from '../reading/unreadable.js';
import { tellProgress, type LeasedSheet } from '../sheet.lease.js';
import { commitmentsOf, judgeOwn, type Seen } from './judge-own.js';
import { keptWords } from './kept-words.sql.js';
import { problemText } from './mapping-problems.js';
import { ownContext } from './own-context.js';
import type { Mapping, OwnLine, OwnRead } from './own.types.js';

/** Rows looked at in one go. */
const AT_ONCE = 100;

/** Reads a sheet that an office keeps itself, and says of each row what it would become. Nothing is changed by it. */
@Injectable()
export class IntakeReading {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  async read(sheet: LeasedSheet): Promise<void> {
    const em = this.em.fork();
    const kept = await keptWords(em, sheet);
    const bytes = await contentOf(em, sheet.id);
    const read = await readOwnInThread({ bytes, kind: sheet.kind }, { mapping: sheet.mapping, kept });
    if ('unreadable' in read) return fail(em, sheet.id, unreadable[read.unreadable]);
    const { found, problem, lines } = read;
    const before = { bodies: kept?.bodies ?? {}, statuses: kept?.statuses ?? {} };
    const mapping = sheet.mapping ?? { ...read.mapping, ...before };
    await this.begin(em, sheet, { found, mapping, total: lines.length });
    if (problem) return wait(em, sheet.id, problemText(problem));
    await this.judge(em, sheet, mapping, lines);
    await sql`update sheet set status = 'ready', lease_until = null where id = ${sheet.id} and status = 'reading'`.execute(
      em.getKysely(),
    );
  }

  /** Without what an earlier reading, or a worker that was killed, has left. */
  private async begin(
    em: EntityManager,
    { id }: LeasedSheet,
    { found, mapping, total }: Pick<OwnRead, 'found'> & { mapping: Mapping; total: number },
  ): Promise<void> {
    await sql`delete from sheet_row where sheet_id = ${id}`.execute(em.getKysely());
    await sql`update sheet set form = 'own', total = ${total}, progress = 0, fault = null, mapping = ${JSON.stringify(mapping)}::jsonb,
        found = ${JSON.stringify(found)}::jsonb || case when ${JSON.stringify(found.how)} = '{}' and sheet.found is not null
          then jsonb_build_object('how', sheet.found -> 'how') else '{}' end
      where id = ${id} and status = 'reading'`.execute(em.getKysely());
  }

  private async judge(
    em: EntityManager,
    sheet: LeasedSheet,
    mapping: Mapping,
    lines: readonly OwnLine[],
  ): Promise<void> {
    const by: By = { actor: await actorOfSheet(em, sheet), at: this.clock.now() };
    const { agreementId, partyId, file, administered: adds } = sheet;
    const today = this.clock.today();
    const context = await ownContext(em, { agreementId, partyId, mapping, file, adds, today });
    const seen: Seen = new Map();
    for (let at = 0; at < lines.length; at += AT_ONCE) {
      const some = lines.slice(at, at + AT_ONCE);
      const ids = some.flatMap((line) => commitmentsOf(line, context));
      const parts = adds ? new Map() : await ownParts(em, [...new Set(ids)], by);
      await keepRows(
        em,
        sheet.id,
        some.map((line) => judgeOwn(line, { context, parts, by, seen })),
      );
      await tellProgress(em, sheet.id, at + some.length);
    }
  }
}

/** Until somebody has said how it is to be understood. */
async function wait(em: EntityManager, id: number, why: BilingualText): Promise<void> {
  await sql`update sheet set status = 'mapping', lease_until = null, fault = ${JSON.stringify(why)}::jsonb
    where id = ${id} and status = 'reading'`.execute(em.getKysely());
}
