import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';
import { latestClosedPeriod, periodOf, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { firstReportOn, owedReport, reported } from '../../commitments/read/reported.sql.js';
import { firstWaitingOn } from '../../commitments/submitted/waiting-reports.sql.js';
import type { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { isOfficer } from './officers.sql.js';
import type { Unreported, UnreportedBody } from './unreported.types.js';

/** Who owes a report on a period and has given none: the bodies of one's own side; to those who speak for none, of all. */
@Injectable()
export class UnreportedQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @param code of the period; the one just ended, where none is named */
  async read(scope: RequestScope, code?: string): Promise<Unreported> {
    const period = this.periodIn(scope, code);
    const { rows: items } = await sql<UnreportedBody>`
      select p.code as party, p.marker, p.name as "partyName", jsonb_build_object('code', b.code, 'name', b.name) as body,
        (select coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'email', u.email) order by u.email), '[]') from app_user u
          where u.active and u.body_id = b.id and ${isOfficer}) as accounts,
        jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title, 'dueOn', o.due_on, 'isOverdue', o.is_overdue) order by o.position) as commitments,
        ${chases(sql`count(distinct m.day)::integer`, period)} as "timesChased", ${chases(sql`max(m.day)::text`, period)} as "lastChasedOn"
      from (${this.owing(scope, period)}) o join body b on b.id = o.body_id join party p on p.id = b.party_id
      group by p.id, b.id order by ${inProtocolOrder}`.execute(this.em.getKysely());
    const commitments = items.reduce((sum, item) => sum + item.commitments.length, 0);
    return { period, items, total: commitments };
  }

  periodIn({ agreement }: RequestScope, code?: string): ReportingPeriod {
    return code ? periodOf(code, agreement) : latestClosedPeriod(this.clock.today(), agreement);
  }

  /** As My work has it: parts at work, whose report was owed and did not come. What the own office has in hand did come. */
  private owing({ viewer, agreement }: RequestScope, period: ReportingPeriod): RawBuilder<unknown> {
    const today = this.clock.today();
    const at = { period, asOf: today };
    const given = firstReportOn(at);
    const on = viewer.role === 'admin' ? given : sql`least(${given}, ${firstWaitingOn(period.code)})`;
    return sql`
      select c.id, c.code, c.title, c.position, c.due_on, coalesce(c.due_on < ${today}::date, false) as is_overdue,
        ${inChargeOf(sql`l`, today)} as body_id
      from commitment c join commitment_side sd on sd.commitment_id = c.id join body l on l.id = sd.lead_body_id
      where c.agreement_id = ${agreement.id} and c.status in ('not_started', 'in_progress') and sd.status in ('not_started', 'in_progress')
        and ${viewer.party ? sql`sd.party_id = ${viewer.party.id}` : sql`true`} and ${period.to}::date < ${today}::date
        and ${reported('missing', at, { owed: owedReport(at), on })}`;
  }
}

/** Of chases by hand of the body `b` that were sent since the period ended, about what it owes. */
function chases(what: RawBuilder<unknown>, { to }: ReportingPeriod): RawBuilder<unknown> {
  return sql`(select ${what} from chase_item i join notice n on n.chase_id = i.chase_id and n.commitment_id = i.commitment_id
    join notice_mail m on m.id = n.mail_id
    where i.body_id = b.id and not i.asked and n.status = 'sent' and m.day > ${to}::date and i.commitment_id = any(array_agg(o.id)))`;
}
