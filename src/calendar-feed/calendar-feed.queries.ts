import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { CalendarScope } from '../accounts/calendar-addresses/calendar-address.types.js';
import { answeredForBy } from '../agreements/in-charge.js';
import { isLeadersOwn } from '../commitments/leaders/leader-in-charge.sql.js';
import { isDueAgreedSql } from '../commitments/plan/plan.sql.js';
import { commitmentsAt, sidesAt } from '../commitments/read/read-source.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Viewer } from '../identity/viewer.js';
import { addDays, type Day } from '../platform/clock.js';
import type { AgreementDeadlines, DatedCommitment } from './calendar-feed.types.js';

/** The most that one calendar holds: the nearest to today. */
export const MOST_DEADLINES = 2000;
/** What is closed stays in the calendar until then, so that a calendar that was away hears of it. */
const CLOSED_KEPT_DAYS = 365;

interface Asked {
  viewer: Viewer;
  scope: CalendarScope;
  today: Day;
}

/** The deadlines that an account may read, agreement by agreement. */
@Injectable()
export class CalendarFeedQueries {
  constructor(private readonly em: EntityManager) {}

  async deadlines(agreements: readonly AgreementRef[], asked: Asked): Promise<AgreementDeadlines[]> {
    const read: AgreementDeadlines[] = [];
    for (const { id, slug } of agreements) read.push({ slug, items: await this.ofAgreement(id, asked) });
    return nearest(read, asked.today);
  }

  private async ofAgreement(agreementId: number, asked: Asked): Promise<DatedCommitment[]> {
    const { today } = asked;
    const at = { agreementId, asOf: today, knownAt: today, today };
    const { rows } = await sql<DatedCommitment>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})
      select c.id, c.code, c.title, c.status, c.due_precision as precision, c.due_value as value, c.due_on::text as day,
        jsonb_build_object('precision', c.original_precision, 'value', c.original_value) as original, c.extensions,
        ${isDueAgreedSql} as "isAgreed", c.version,
        iso(coalesce((select e.at from commitment_event e where e.commitment_id = c.id order by e.id desc limit 1), c.created_at)) as "changedAt",
        (select jsonb_agg(jsonb_build_object('body', b.name, 'party', p.name) order by sd.position)
          from sides sd join party p on p.id = sd.party_id join body b on b.id = sd.lead_body_id where sd.commitment_id = c.id) as leads
      from c
      where c.due_on is not null and (c.status in ('not_started', 'in_progress') or c.due_on >= ${addDays(today, -CLOSED_KEPT_DAYS)}::date)
        and ${isCovered(asked)}
      order by abs(c.due_on - ${today}::date), c.position limit ${MOST_DEADLINES}`.execute(
      this.em.fork().getKysely(),
    );
    return rows;
  }
}

/** Of one's own: what the body leads or cooperates in; for a committee office, its side's; for a leader, the sectors in their charge. */
function isCovered({ viewer, scope, today }: Asked): RawBuilder<boolean> {
  if (scope === 'all' || viewer.party === null) return sql<boolean>`true`;
  const side = sql`sd.commitment_id = c.id and sd.party_id = ${viewer.party.id}`;
  return sql<boolean>`exists (select 1 from sides sd where ${side} and ${isOwn(viewer, today)})`;
}

function isOwn({ role, userId, body }: Viewer, today: Day): RawBuilder<boolean> {
  if (role === 'leader') return isLeadersOwn(sql`${userId}::integer`, sql`c.sector_id`, sql`sd.party_id`);
  if (role !== 'liaison') return sql<boolean>`true`;
  const ours = answeredForBy(sql`${body?.id ?? null}::integer`, today);
  return sql<boolean>`(sd.lead_body_id = any(${ours})
    or exists (select 1 from cooperating_body cb where cb.side_id = sd.id and cb.body_id = any(${ours})))`;
}

/** Over all agreements no more than a calendar holds. */
function nearest(read: AgreementDeadlines[], today: Day): AgreementDeadlines[] {
  const all = read.flatMap(({ slug, items }) => items.map((item) => ({ slug, item })));
  if (all.length <= MOST_DEADLINES) return read;
  const away = ({ item }: (typeof all)[number]) => Math.abs(Date.parse(item.day) - Date.parse(today));
  const kept = new Set(all.sort((one, other) => away(one) - away(other)).slice(0, MOST_DEADLINES));
  return read.map(({ slug }) => ({
    slug,
    items: [...kept].filter((one) => one.slug === slug).map(({ item }) => item),
  }));
}
