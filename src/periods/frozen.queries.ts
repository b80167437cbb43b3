import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { presentRevision } from '../agreements/revision.sql.js';
import { visibleTo } from '../agreements/visible.js';
import { anyPeriodOf, type AnyPeriod } from '../calendar/longer-periods.js';
import type { Viewer } from '../identity/viewer.js';
import { NotFound } from '../platform/errors.js';
import { withCauses } from './correction-causes.js';
import { differencesOf } from './corrections.js';
import { FrozenDocuments, type DocumentOfCode } from './frozen-documents.js';
import { frozenRows, refColumns, refOf, type FrozenRow } from './frozen.sql.js';
import { FROZEN_CODE } from './period.rules.js';
import type { Correction, FrozenPeriod, PeriodFigures, StoredState } from './periods.types.js';
import { PeriodStates } from './states.queries.js';

interface StoredRow extends FrozenRow {
  agreement: FrozenPeriod['agreement'] & { id: number; revision: number };
  parties: FrozenPeriod['parties'];
  from: string;
  to: string;
  dueOn: string;
  schema: number;
  content: StoredState;
}

/** A frozen state beside the figures of the same day by what is known now. */
export interface FrozenBesideNow {
  frozen: FrozenPeriod;
  now: PeriodFigures;
}

/** Frozen states, looked up by their codes. */
@Injectable()
export class FrozenQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly states: PeriodStates,
    private readonly documents: FrozenDocuments,
  ) {}

  /** @throws NotFound where there is no such code, or its agreement is not the viewer's to read */
  async read(viewer: Viewer, code: string): Promise<FrozenBesideNow> {
    const row = await this.row(viewer, code);
    const { agreement, parties, schema, content, sha256, from, to, dueOn } = row;
    const period = periodAsFrozen(row);
    const [now, documents] = await Promise.all([
      this.states.now(agreement, period),
      this.documents.ofCode(viewer, code),
    ]);
    const corrections: Correction[] = await withCauses(this.em.getKysely(), differencesOf(content, now));
    const { id: _id, revision: _revision, ...named } = agreement;
    const frozen: FrozenPeriod = {
      ...refOf(row),
      ...content,
      agreement: named,
      parties,
      schema,
      sha256,
      corrections,
      documents,
      period: { code: period.code, kind: period.kind, from, to, dueOn },
    };
    return { frozen, now: now.figures };
  }

  /** Whether the viewer may read such a code. */
  async exists(viewer: Viewer, code: string): Promise<boolean> {
    const { rows } = await sql`
      select 1 from frozen_period f where f.code = ${code} and ${visibleTo(viewer, sql`f.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    return rows.length > 0;
  }

  /** Documents with a number, among those that the viewer may read. */
  numbered(viewer: Viewer, number: string): Promise<DocumentOfCode[]> {
    return this.documents.numbered(viewer, number);
  }

  private async row(viewer: Viewer, code: string): Promise<StoredRow> {
    if (!FROZEN_CODE.test(code)) throw new NotFound();
    const { rows } = await sql<StoredRow>`
      select ${refColumns}, f.schema, f.content, f.from_day::text as "from", f.to_day::text as "to", f.due_on::text as "dueOn",
        jsonb_build_object('id', a.id, 'slug', a.slug, 'number', a.number, 'kind', a.kind, 'title', a.title, 'revision', ${presentRevision}) as agreement,
        (select jsonb_agg(jsonb_build_object('code', q.code, 'marker', q.marker, 'name', q.name) order by ap.position)
          from agreement_party ap join party q on q.id = ap.party_id where ap.agreement_id = a.id) as parties
      from ${frozenRows} join agreement a on a.id = f.agreement_id
      where f.code = ${code} and ${visibleTo(viewer, sql`f.agreement_id`)}`.execute(this.em.getKysely());
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }
}

/** By the cut-off of then, whatever the agreement's is now. */
function periodAsFrozen({ period, to, dueOn }: StoredRow): AnyPeriod {
  return anyPeriodOf(period, { cutoffDay: Number(to.slice(8)), dueDay: Number(dueOn.slice(8)) })!;
}
