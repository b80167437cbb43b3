import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { BilingualText } from '../../platform/text.js';
import type { FaultKind } from '../sheet.types.js';
import { bodiesOf } from './own-context.js';

/** Faults of one kind: how many, and the first cells. */
export interface KindOfFaults {
  kind: FaultKind;
  count: number;
  cells: string[];
}

/** A word of the sheet of which it is not certain what it means, and in how many rows it stands. */
export interface UnknownWord {
  of: 'leadBody' | 'status';
  word: string;
  rows: number;
}

export interface IntakeFacts {
  kinds: KindOfFaults[];
  unknown: UnknownWord[];
  bodies: { code: string; name: BilingualText; short: BilingualText }[];
  sectors: { code: string; name: BilingualText }[];
}

/** As many cells as tell where to look. */
const MOST_CELLS = 5;
/** Of words that are asked about at once: a form takes no more fields. */
const MOST_WORDS = 50;

/** What the page of an office's own sheet asks and offers. */
@Injectable()
export class IntakeQueries {
  constructor(private readonly em: EntityManager) {}

  /** Of a sheet that its reader may see. @param party the code of its side */
  async facts(
    id: number,
    { agreementId, party }: { agreementId: number; party: string },
  ): Promise<IntakeFacts> {
    const db = this.em.fork().getKysely();
    const [kinds, unknown, bodies, sectors] = await Promise.all([
      sql<KindOfFaults>`
        select f ->> 'kind' as kind, count(*)::integer as count, (array_agg(f ->> 'cell' order by r.row))[1:${MOST_CELLS}] as cells
        from sheet_row r cross join jsonb_array_elements(r.faults) f where r.sheet_id = ${id} group by 1`.execute(
        db,
      ),
      sql<UnknownWord>`
        select case f ->> 'kind' when 'unknown_status' then 'status' else 'leadBody' end as of,
          left(r.read #>> array['line', 'cells', case f ->> 'kind' when 'unknown_status' then 'status' else 'leadBody' end, 'text'], 200) as word,
          count(*)::integer as rows
        from sheet_row r cross join jsonb_array_elements(r.faults) f
        where r.sheet_id = ${id} and f ->> 'kind' in ('owner_no_body', 'unknown_status')
          and r.read #>> array['line', 'cells', case f ->> 'kind' when 'unknown_status' then 'status' else 'leadBody' end, 'text'] is not null
        group by 1, 2 order by 3 desc, 2 limit ${MOST_WORDS}`.execute(db),
      this.bodies(party),
      sql<IntakeFacts['sectors'][number]>`
        select code, name from sector where agreement_id = ${agreementId} order by position`.execute(db),
    ]);
    return { kinds: kinds.rows, unknown: unknown.rows, bodies, sectors: sectors.rows };
  }

  private async bodies(party: string): Promise<IntakeFacts['bodies']> {
    const em = this.em.fork();
    const { rows } = await sql<{ id: number }>`select id from party where code = ${party}`.execute(
      em.getKysely(),
    );
    return rows[0] ? bodiesOf(em, rows[0].id) : [];
  }
}
