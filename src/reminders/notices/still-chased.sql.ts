import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { hasWaiting } from '../../commitments/submitted/waiting-reports.sql.js';
import type { Day } from '../../platform/clock.js';

/**
 * Whether what the chase `h` asked of the body `hb` about the commitment of `n` is still to be said to the account `u`: the part is at work, nothing was
 * reported since, the body or its successor still leads it, and `u` is still whom it is said to. Of another side nothing is asked that only it knows.
 */
export function stillChased(today: Day): RawBuilder<boolean> {
  const isTold = sql`case when h.way = 'office' then u.role = 'coordinator' and u.party_id = h.party_id
    when hb.party_id <> h.party_id then u.role = 'coordinator' and u.party_id = hb.party_id
    else u.party_id = hb.party_id and u.role in ('liaison', 'coordinator') and u.body_id = ${inChargeOf(sql`l`, today)}
      and u.body_id = ${inChargeOf(sql`hb`, today)} end`;
  return sql<boolean>`exists (
    select 1 from commitment_side sd join commitment sc on sc.id = sd.commitment_id join body l on l.id = sd.lead_body_id
    where sd.commitment_id = n.commitment_id and sd.party_id = hb.party_id and sc.status in ('not_started', 'in_progress')
      and sd.status in ('not_started', 'in_progress') and ${isTold} and not (sd.party_id = h.party_id and ${hasWaiting})
      and not exists (select 1 from progress_update su where su.side_id = sd.id and su.at > h.at))`;
}
