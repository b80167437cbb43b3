import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { RequestScope } from '../identity/scope.js';
import { NotFound } from '../platform/errors.js';
import type { Found, OwnCell, OwnField } from './intake/own.types.js';
import {
  faultKinds,
  outcomes,
  type FaultKind,
  type Outcome,
  type SheetDetail,
  type SheetHead,
  type SheetRow,
} from './sheet.types.js';

/** Of whom one looks at the sheets: an account sees its own alone. */
type Reader = Pick<RequestScope, 'viewer'>;

export interface RowsAsked {
  outcome?: Outcome;
  /** Leaves out rows that change nothing. */
  withoutSame?: boolean;
  /** Those after this row. */
  after?: number;
  limit: number;
}

/** A sheet with the agreement that it is of. */
export type SheetOfAgreement = SheetHead & { agreementId: number; slug: string };

const MOST_RECENT = 5;

/** Sheets as their own account reads them. */
@Injectable()
export class SheetsQueries {
  constructor(private readonly em: EntityManager) {}

  /** @throws NotFound where it is another account's, or of an agreement out of reach */
  async head({ viewer }: Reader, id: number): Promise<SheetOfAgreement> {
    const { onlyAgreementId = null } = viewer;
    const { rows } = await sql<SheetOfAgreement>`
      select ${head}, s.agreement_id as "agreementId", a.slug from sheet s join agreement a on a.id = s.agreement_id join party p on p.id = s.party_id
      where s.id = ${id} and s.user_id = ${viewer.userId} and ${isReaders(viewer)}
        and (${onlyAgreementId}::integer is null or s.agreement_id = ${onlyAgreementId}::integer)`.execute(
      this.db,
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  async detail(reader: Reader, id: number, asked: RowsAsked): Promise<SheetDetail & { slug: string }> {
    const { agreementId: _agreement, ...sheet } = await this.head(reader, id);
    // Half-read, a sheet would be a half-truth.
    if (sheet.status === 'reading') return { ...sheet, ...noRows };
    const [sums, rows, found] = await Promise.all([
      this.sums(id),
      this.rows(id, asked),
      sheet.form === 'own' ? this.found(id) : null,
    ]);
    const isMore = rows.length > asked.limit;
    const shown = rows.slice(0, asked.limit);
    return { ...sheet, ...sums, found, rows: shown, nextRow: isMore ? shown.at(-1)!.row : null };
  }

  /** What is in the file of an office's own sheet; null while it has not been looked at. */
  async found(id: number): Promise<Found | null> {
    const { rows } = await sql<{ found: Found | null }>`select found from sheet where id = ${id}`.execute(
      this.db,
    );
    return rows[0]?.found ?? null;
  }

  /** The last few of an account in an agreement, newest first. */
  async recent({ viewer, agreement }: RequestScope): Promise<SheetHead[]> {
    const { rows } = await sql<SheetHead>`
      select ${head} from sheet s join party p on p.id = s.party_id where s.user_id = ${viewer.userId} and s.agreement_id = ${agreement.id}
        and ${isReaders(viewer)} order by s.id desc limit ${MOST_RECENT}`.execute(this.db);
    return rows;
  }

  private async sums(id: number): Promise<Pick<SheetDetail, 'counts' | 'applied' | 'faultsByKind'>> {
    const { rows } = await sql<{ outcome: Outcome; count: number; applied: number; kinds: FaultKind[] }>`
      select outcome, count(*)::integer as count, count(*) filter (where applied)::integer as applied,
        coalesce(jsonb_agg(f.kinds) filter (where f.kinds is not null), '[]') as kinds
      from sheet_row r left join lateral (
        select jsonb_agg(x -> 'kind') as kinds from jsonb_array_elements(r.faults) x where r.faults <> '[]') f on true
      where sheet_id = ${id} group by outcome`.execute(this.db);
    const found = rows.flatMap(({ kinds }) => kinds.flat());
    const counts = Object.fromEntries(
      outcomes.map((name) => [name, rows.find(({ outcome }) => outcome === name)?.count ?? 0]),
    );
    const byKind = Object.fromEntries(faultKinds.map((kind) => [kind, 0]));
    for (const kind of found) byKind[kind]! += 1;
    return {
      counts: counts as SheetDetail['counts'],
      applied: rows.reduce((sum, { applied }) => sum + applied, 0),
      faultsByKind: byKind as SheetDetail['faultsByKind'],
    };
  }

  private async rows(
    id: number,
    { outcome, withoutSame = false, after = 0, limit }: RowsAsked,
  ): Promise<SheetRow[]> {
    const { rows } = await sql<Omit<SheetRow, 'says'> & { cells: Cells }>`
      select r.row, coalesce(c.code, r.code) as code, c.title, r.outcome, r.changes, r.faults, r.applied, r.read #> '{line,cells}' as cells
      from sheet_row r left join commitment c on c.id = r.commitment_id
      where r.sheet_id = ${id} and r.row > ${after} and (${outcome ?? null}::text is null or r.outcome = ${outcome ?? null}::text)
        and not (${withoutSame} and r.outcome = 'same')
      order by r.row limit ${limit + 1}`.execute(this.db);
    return rows.map(({ cells, ...row }) => ({ ...row, says: textsOf(cells) }));
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}

const head: RawBuilder<unknown> = sql`
  s.id, s.status, s.form, p.code as party, s.mapping, s.file_name as file, s.sha256, iso(s.at) as at, s.progress, s.total, s.only_rows as only, iso(s.applied_at) as "appliedAt",
  s.fault, s.downloaded_rows as "downloadedRows"`;

const noRows = {
  counts: Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as SheetDetail['counts'],
  applied: 0,
  faultsByKind: Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as SheetDetail['faultsByKind'],
  rows: [],
  nextRow: null,
  found: null,
};

type Cells = Partial<Record<OwnField, OwnCell>> | null;

const textsOf = (cells: Cells): SheetRow['says'] =>
  Object.fromEntries(Object.entries(cells ?? {}).map(([field, { text }]) => [field, text]));

/** An account that has moved to another side, or become an administrator, reads none of those before. */
const isReaders = ({ role, party }: Reader['viewer']) =>
  sql<boolean>`s.administered = ${role === 'admin'} and (s.administered or s.party_id = ${party?.id ?? null}::integer)`;
