import { sql, type RawBuilder } from 'kysely';
import { byEndOf, endOf, isPast, type ReadAt } from '../read/read-source.js';

const columns = sql`r.id, r.commitment_id, r.party_id, r.from_precision, r.from_value, r.from_on, r.reason, r.requested_at, r.requester, r.status`;

/**
 * Requests as they stood at the end of a day: at the day that was asked for then, with what the leader had said of that one. `fallen`: where
 * another side has named an earlier day since, what the coordinators had answered until then; null where nobody has.
 */
export function requestsAt(at: ReadAt): RawBuilder<unknown> {
  if (!isPast(at)) {
    return sql`(select ${columns}, r.to_precision, r.to_value, r.to_on, r.decision, r.decision_reason, r.decided_at, null::jsonb as fallen
      from extension_request r)`;
  }
  const then = (column: string) =>
    sql.raw(`case when k.id is null then r.${column} else k.${column} end as ${column}`);
  return sql`(
    select ${columns}, coalesce(k.asked_precision, r.to_precision) as to_precision, coalesce(k.asked_value, r.to_value) as to_value,
      coalesce(k.asked_on, r.to_on) as to_on, ${then('decision')}, ${then('decision_reason')}, ${then('decided_at')}, k.answers as fallen
    from extension_request r left join lateral (
      select * from extension_counter k where k.request_id = r.id and k.at > ${endOf(at.asOf)} order by k.id limit 1) k on true)`;
}

/** What the other sides' coordinators had said of the day that was asked for: of the request `x` of `requestsAt`. */
export function answersAt(at: ReadAt): RawBuilder<unknown> {
  const present = sql`select g.party_id, g.decision, g.reason, g.at from extension_agreement g where g.request_id = x.id`;
  if (!isPast(at)) return sql`(${present})`;
  return sql`(${present} and x.fallen is null
    union all select a.party_id, a.decision, a.reason, a.at
    from jsonb_to_recordset(x.fallen) as a (party_id integer, decision text, reason text, at timestamptz))`;
}

/** When the day was named for which the request `x` asks, where it is not the first. */
export function counteredAt(at: ReadAt): RawBuilder<unknown> {
  const had = byEndOf(isPast(at) ? at.asOf : undefined);
  return sql`(select max(k.at) from extension_counter k where k.request_id = x.id and ${had(sql`k.at`)})`;
}

/** Days that other sides named instead of the one asked for, oldest first, as JSON: of the request `x`. */
export function countersAt(at: ReadAt): RawBuilder<unknown> {
  const had = byEndOf(isPast(at) ? at.asOf : undefined);
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('party', q.code, 'reason', k.reason, 'at', iso(k.at), 'by', k.author, 'decision', k.decision,
      'from', jsonb_build_object('precision', k.asked_precision, 'value', k.asked_value, 'date', k.asked_on),
      'to', jsonb_build_object('precision', k.to_precision, 'value', k.to_value, 'date', k.to_on)) order by k.id), '[]')
    from extension_counter k join party q on q.id = k.party_id where k.request_id = x.id and ${had(sql`k.at`)})`;
}
