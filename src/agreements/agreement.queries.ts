import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../identity/viewer.js';
import type { BilingualText } from '../platform/text.js';
import { lastChangedAt, presentRevision } from './revision.sql.js';
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

/** Agreements as the viewer may see them. */
@Injectable()
export class AgreementQueries {
  constructor(private readonly em: EntityManager) {}

  async all(viewer: Viewer): Promise<AgreementItem[]> {
    const { rows } = await sql<{ item: AgreementItem }>`
      select ${agreementItem} as item from agreement a where ${visibleTo(viewer, sql`a.id`)} order by a.id`.execute(
      this.em.getKysely(),
    );
    return rows.map(({ item }) => item);
  }
}

/** An `AgreementItem` as JSON, of the agreement `a`. */
export const agreementItem = sql`jsonb_build_object(
  'slug', a.slug, 'number', a.number, 'kind', a.kind, 'title', a.title, 'issuer', a.issuer, 'reportedOn', a.reported_on,
  'issuedOn', a.issued_on, 'period', jsonb_build_object('from', a.period_from, 'to', a.period_to),
  'parties', (select jsonb_agg(jsonb_build_object('code', p.code, 'marker', p.marker, 'name', p.name, 'committee', p.committee) order by ap.position)
    from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id),
  'revision', ${presentRevision}, 'changedAt', iso(${lastChangedAt}))`;
