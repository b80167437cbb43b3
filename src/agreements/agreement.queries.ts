import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../identity/viewer.js';
import { NotFound } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';
import type { AgreementSource } from './agreement.entity.js';
import { visibleTo } from './visible.js';

export interface AgreementItem {
  slug: string;
  number: string;
  kind: string;
  title: BilingualText;
  issuer: BilingualText;
  reportedOn: string | null;
  issuedOn: string | null;
  period: { from: string; to: string };
  parties: { code: string; marker: string; name: BilingualText; committee: BilingualText }[];
  revision: number;
  changedAt: string;
}

export interface AgreementListItem extends AgreementItem {
  commitments: number;
}

export interface AgreementDetail extends AgreementItem {
  source: AgreementSource;
  settings: { differencePoints: number; reportingCutoffDay: number; reportDueDay: number };
  sectors: { code: string; name: BilingualText; commitments: number }[];
  clauses: {
    locator: string;
    sector: string | null;
    undertaking: boolean;
    actingParty: string | null;
    summary: BilingualText;
    commitments: string[];
  }[];
  bodies: {
    code: string;
    party: string;
    name: BilingualText;
    short: BilingualText;
    firstDay: string | null;
    lastDay: string | null;
  }[];
}

/** Agreements as the viewer may see them. */
@Injectable()
export class AgreementQueries {
  constructor(private readonly em: EntityManager) {}

  async all(viewer: Viewer): Promise<AgreementListItem[]> {
    const { rows } = await sql<{ item: AgreementListItem }>`
      select ${itemJson} || jsonb_build_object('commitments', (select count(*) from commitment c where c.agreement_id = a.id)) as item
      from agreement a where ${visibleTo(viewer, sql`a.id`)} order by a.id`.execute(this.em.getKysely());
    return rows.map(({ item }) => item);
  }

  /** @throws NotFound where it does not exist, or the viewer's side is no party */
  async one(viewer: Viewer, slug: string): Promise<AgreementDetail> {
    const { rows } = await sql<{ item: AgreementDetail }>`
      select ${itemJson} || ${detailJson} as item from agreement a where a.slug = ${slug} and ${visibleTo(viewer, sql`a.id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0].item;
  }
}

const itemJson = sql`jsonb_build_object(
  'slug', a.slug, 'number', a.number, 'kind', a.kind, 'title', a.title, 'issuer', a.issuer, 'reportedOn', a.reported_on,
  'issuedOn', a.issued_on, 'period', jsonb_build_object('from', a.period_from, 'to', a.period_to),
  'parties', (select jsonb_agg(jsonb_build_object('code', p.code, 'marker', p.marker, 'name', p.name, 'committee', p.committee) order by ap.position)
    from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id),
  'revision', a.revision, 'changedAt', iso(a.changed_at))`;

const detailJson = sql`jsonb_build_object(
  'source', a.source,
  'settings', jsonb_build_object('differencePoints', a.difference_points, 'reportingCutoffDay', a.reporting_cutoff_day, 'reportDueDay', a.report_due_day),
  'sectors', (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name,
      'commitments', (select count(*) from commitment c where c.sector_id = s.id)) order by s.position), '[]')
    from sector s where s.agreement_id = a.id),
  'clauses', (select coalesce(jsonb_agg(jsonb_build_object('locator', l.locator, 'sector', s.code, 'undertaking', l.undertaking,
      'actingParty', p.code, 'summary', l.summary,
      'commitments', (select coalesce(jsonb_agg(c.code order by c.position), '[]') from commitment_clause cc join commitment c on c.id = cc.commitment_id
        where cc.clause_id = l.id)) order by l.position), '[]')
    from clause l left join sector s on s.id = l.sector_id left join party p on p.id = l.acting_party_id where l.agreement_id = a.id),
  'bodies', (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'party', p.code, 'name', b.name, 'short', b.short,
      'firstDay', b.first_day, 'lastDay', b.last_day) order by p.id, b.id), '[]')
    from agreement_party ap join party p on p.id = ap.party_id join body b on b.party_id = p.id where ap.agreement_id = a.id
      and exists (select 1 from commitment_side cs where cs.agreement_id = a.id and cs.lead_body_id = b.id)))`;
