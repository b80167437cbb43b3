import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { isWaitingBy } from '../commitments/submitted/waiting-reports.sql.js';
import type { OwedReport, ReportsOwed } from '../commitments/updates/reports-owed.js';
import type { RequestScope } from '../identity/scope.js';
import { kindOf, taskKinds } from './task-kinds.js';
import { byUrgencyOf, workOf } from './work.sql.js';

/** What is done by reporting. */
const kinds = taskKinds.filter((kind) => kindOf(kind).place === '/cap-nhat');
const MOST_OWED = 100;

/** As My work has it: of the commitments that the reader's own body leads. What waits for the own side's review was given too. */
@Injectable()
export class OwedReports implements ReportsOwed {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
  ) {}

  async of({ viewer, agreement }: RequestScope): Promise<OwedReport[]> {
    const at = this.commitments.readAt(agreement);
    const { rows } = await sql<OwedReport>`${workOf(viewer, at)}
      select c.code, c.title, case when o.kind is distinct from 'returned' then iso(s.at) end as "sentAt", sd.percent,
        s.before as "previousPercent", c.due_on::text as "dueOn", coalesce(c.timeliness = 'overdue', false) as "isOverdue",
        coalesce(o.kind = 'returned', false) as "isReturned"
      from mine m join c on c.id = m.commitment_id join sides sd on sd.id = m.side_id
      left join lateral (
        select u.at, (select p.percent from progress_update p where p.side_id = u.side_id and p.id < u.id order by p.id desc limit 1) as before
        from progress_update u where u.side_id = m.side_id and u.day = ${at.asOf}::date
        union all
        select s.at, null from submitted_report s where s.side_id = m.side_id and ${isWaitingBy()}
        order by at desc limit 1) s on true
      left join (
        select distinct on (r.commitment_id) r.* from ordered r where r.kind = any(${kinds}::text[])
        order by r.commitment_id, ${byUrgencyOf('r')}) o on o.commitment_id = c.id
      where m.is_lead and (s.at is not null or o.kind is not null)
      order by "sentAt" nulls last, ${byUrgencyOf('o')}, c.position limit ${MOST_OWED}`.execute(
      this.em.getKysely(),
    );
    return rows;
  }
}
