import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { AgreementSource } from '../../agreements/agreement.entity.js';
import { agreementItem, type AgreementItem } from '../../agreements/agreement.queries.js';
import { visibleTo } from '../../agreements/visible.js';
import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import type { BilingualText } from '../../platform/text.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';

export interface AgreementListItem extends AgreementItem {
  commitments: number;
}

export interface AgreementDetail extends AgreementItem {
  source: AgreementSource;
  settings: {
    differencePoints: number;
    reportingCutoffDay: number;
    reportDueDay: number;
    /** Is a completion without any evidence refused? */
    evidenceRequired: boolean;
    /** For how many working days a matter may wait before it is stuck. */
    waitingLimitDays: number;
    reportReview: boolean;
  };
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

/** Agreements with what was undertaken in them. */
@Injectable()
export class AgreementContents {
  constructor(private readonly em: EntityManager) {}

  /** Those that the viewer may see. */
  async all(viewer: Viewer): Promise<AgreementListItem[]> {
    const { rows } = await sql<{ item: AgreementListItem }>`
      select ${agreementItem} || jsonb_build_object('commitments', (select count(*) from commitment c where c.agreement_id = a.id)) as item
      from agreement a where ${visibleTo(viewer, sql`a.id`)} order by a.id`.execute(this.em.getKysely());
    return rows.map(({ item }) => item);
  }

  /** One that was found within the scope. */
  async one({ id }: AgreementRef): Promise<AgreementDetail> {
    const { rows } = await sql<{ item: AgreementDetail }>`
      select ${agreementItem} || ${contents} as item from agreement a where a.id = ${id}`.execute(
      this.em.getKysely(),
    );
    return rows[0]!.item;
  }
}

const contents = sql`jsonb_build_object(
  'source', a.source,
  'settings', jsonb_build_object('differencePoints', a.difference_points, 'reportingCutoffDay', a.reporting_cutoff_day, 'reportDueDay', a.report_due_day,
    'evidenceRequired', a.evidence_required, 'waitingLimitDays', a.waiting_limit_days,
    'reportReview', a.report_review),
  'sectors', (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name,
      'commitments', (select count(*) from commitment c where c.sector_id = s.id)) order by s.position), '[]')
    from sector s where s.agreement_id = a.id),
  'clauses', (select coalesce(jsonb_agg(jsonb_build_object('locator', l.locator, 'sector', s.code, 'undertaking', l.undertaking,
      'actingParty', p.code, 'summary', l.summary,
      'commitments', (select coalesce(jsonb_agg(c.code order by c.position), '[]') from commitment_clause cc join commitment c on c.id = cc.commitment_id
        where cc.clause_id = l.id)) order by l.position), '[]')
    from clause l left join sector s on s.id = l.sector_id left join party p on p.id = l.acting_party_id where l.agreement_id = a.id),
  'bodies', (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'party', p.code, 'name', b.name, 'short', b.short,
      'firstDay', b.first_day, 'lastDay', b.last_day) order by ${inProtocolOrder}), '[]')
    from agreement_party ap join party p on p.id = ap.party_id join body b on b.party_id = p.id where ap.agreement_id = a.id
      and exists (select 1 from commitment_side cs where cs.agreement_id = a.id and cs.lead_body_id = b.id)))`;
