import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../agreements/in-charge.js';
import { enteredDays, workingDaysBetween } from '../calendar/working-days.sql.js';
import {
  confirmedBy,
  confirmedOn,
  isConfirmed,
  isStated,
  statedOn,
  type Confirmer,
} from '../commitments/completion/completion.sql.js';
import type { BodyRef } from '../commitments/commitment.types.js';
import { MOST_DAYS_TO_REPORT } from '../commitments/read/quality.sql.js';
import { sidesAt, type ReadAt } from '../commitments/read/read-source.js';

/** Completions stated by one body that are confirmed by one post, or wait for it. */
export interface CompletionGroup {
  party: string;
  body: BodyRef;
  role: Confirmer;
  isConfirmed: boolean;
  count: number;
  lag: { total: number; longest: number; late: number };
  waited: { total: number; longest: number };
}

/**
 * Each part stated as completed once, as completionWaits counts it for its commitment: a working day of waiting is charged to who has
 * to confirm when it ends. Grouped, so that few rows are read however many commitments there are.
 */
export function completionGroups(at: ReadAt): RawBuilder<CompletionGroup> {
  const until = sql`case when ${isConfirmed} then ${confirmedOn} else ${at.asOf}::date end`;
  const waited = workingDaysBetween(sql`(${statedOn} - 1)`, sql`(${until} - 1)`);
  return sql<CompletionGroup>`
    with part as materialized (
      select sd.party_id, ${inChargeOf(sql`b`, statedOn)} as body_id, ${isConfirmed} as is_confirmed,
        case when ${isConfirmed} then ${confirmedBy} else 'leader' end as role,
        ${statedOn} - sd.completed_on as lag, ${waited} as waited
      from (${sidesAt(at)}) sd join body b on b.id = sd.lead_body_id cross join ${enteredDays} where ${isStated})
    select p.code as party, jsonb_build_object('code', b.code, 'name', b.name, 'short', b.short) as body, g.role, g.is_confirmed as "isConfirmed",
      g.count, g.lag, g.waited
    from (
      select party_id, body_id, role, is_confirmed, count(*)::integer as count,
        jsonb_build_object('total', sum(lag), 'longest', max(lag), 'late', count(*) filter (where lag > ${MOST_DAYS_TO_REPORT})) as lag,
        jsonb_build_object('total', sum(waited), 'longest', max(waited)) as waited
      from part group by 1, 2, 3, 4) g
    join agreement_party ap on ap.party_id = g.party_id and ap.agreement_id = ${at.agreementId}
    join party p on p.id = g.party_id join body b on b.id = g.body_id
    order by ap.position, b.id, g.role desc, g.is_confirmed`;
}
