import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { lastChasedOn } from '../../ledger/chases.sql.js';
import type { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { OwnReport } from '../../calendar/reporting-period.js';
import { draftOf, ownerOf } from '../drafts/draft.sql.js';
import type { Draft } from '../drafts/draft.types.js';
import { mailDraftsOn } from '../drafts/mail-draft.sql.js';
import type { Standing } from '../matters/matter.rules.js';
import { standingOf } from '../matters/matter.sql.js';
import { firstReportOn, owedReport, type ReportsAt } from '../read/reported.sql.js';

/** What a report is sent on. */
export interface ReportTarget {
  id: number;
  version: number;
  /** The own side's last statement; null where it has said nothing. */
  lastOwn: number | null;
  /** The own body's draft. */
  draft: Draft | null;
}

interface Before {
  /** Of the own report before the last. */
  previousPercent: number | null;
  /** Why the day of a completion was sent back. */
  dayContested: string | null;
  /** When the commitment was last chased. */
  lastChasedOn: Day | null;
  /** How the side stands to the period just ended. */
  own: OwnReport;
  /** What the side last said of the level that must decide, and what became of it. */
  standing: Standing;
  /** The own body's draft. */
  draft: Draft | null;
  /** What came over the links of mails, and waits. */
  mailDrafts: { id: number; savedAt: string }[];
  /** The side's committee office looks at what its officers report before other sides see it. */
  reportReview: boolean;
}

/** What the form of a side's report needs besides the commitment. */
@Injectable()
export class ReportQueries {
  constructor(private readonly em: EntityManager) {}

  /** @throws NotFound where the agreement has no commitment of that code */
  async target({ agreement, viewer, party = '' }: RequestScope, code: string): Promise<ReportTarget> {
    const { rows } = await sql<ReportTarget>`
      select c.id, c.version, ${draftOf(sql`c.id`, ownerOf(viewer))} as draft, (select max(u.id)::integer from commitment_side s join party p on p.id = s.party_id
          join progress_update u on u.side_id = s.id where s.commitment_id = c.id and p.code = ${party}) as "lastOwn"
      from commitment c where c.agreement_id = ${agreement.id} and c.code = ${code}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  async before({ id }: { id: number }, viewer: Viewer, at: ReportsAt): Promise<Before> {
    const { rows } = await sql<Before>`
      select (select u.percent from progress_update u where u.side_id = sd.id order by u.id desc offset 1 limit 1) as "previousPercent",
        (select e.data ->> 'reason' from commitment_event e where e.commitment_id = sd.commitment_id and e.kind = 'returned'
          and e.at = sd.returned_at and e.data ->> 'to' = p.code and e.data ->> 'about' = 'day' order by e.id desc limit 1) as "dayContested",
        ${lastChasedOn(id)} as "lastChasedOn",
        ${standingOf(sql`sd.id`)} as standing, (select a.report_review from commitment c join agreement a on a.id = c.agreement_id where c.id = sd.commitment_id) as "reportReview",
        ${draftOf(sql`sd.commitment_id`, ownerOf(viewer))} as draft, ${mailDraftsOn(sql`sd.commitment_id`, ownerOf(viewer))} as "mailDrafts",
        jsonb_build_object('owed', ${owedReport(at)}, 'reported', ${firstReportOn(at)} is not null) as own
      from commitment_side sd join party p on p.id = sd.party_id where sd.commitment_id = ${id} and p.id = ${viewer.party?.id ?? null}::integer`.execute(
      this.em.getKysely(),
    );
    return rows[0]!;
  }
}
