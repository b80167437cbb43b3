import { sql } from 'kysely';
import { labelOf, lastDayOf, type Deadline } from '../../calendar/deadline.js';
import type { Deciding } from '../../commitments/change/deciding.js';
import { askedFor, mustAllowRequest } from '../../commitments/extensions/asking.js';
import { actions } from '../../commitments/may.js';
import type { Decided, RowsAlong } from '../../commitments/together/write-together.js';
import type { By } from '../../identity/actor.js';
import { standInIdOf } from '../../identity/other-hand.js';
import { dayOf, DAYS } from '../../platform/clock.js';
import type { RowChange } from './row-change.js';

/** A later deadline is asked for, or the first one where there is none yet. @param due null where it is still to be said */
export function proposeDue(due: Deadline | null, reason: string, by: By): RowChange {
  const act = ({ commitment, state, side, append }: Deciding) => {
    // Whether any could be asked for: none is later than this one.
    mustAllowRequest({ commitment, state }, due ?? { precision: 'date', value: DAYS.last }, dayOf(by.at));
    if (due) append('extension_requested', side.partyId, askedFor(commitment, due, reason));
  };
  return {
    action: actions.requestExtension,
    act,
    nothing: { vi: 'Không có thời hạn nào để đề nghị.', en: 'There is no deadline to propose.' },
    stands: due
      ? undefined
      : ({ commitment }) => ({ field: 'proposed_due', from: labelOf(commitment.due), to: null }),
    along: due ? (decided) => requests(decided, due, reason, by) : undefined,
    told: { kind: 'extension_requested', data: due ? { to: labelOf(due), reason } : {} },
  };
}

/** As `requestOf` of extensions.service.ts has one. */
function requests(decided: readonly Decided[], due: Deadline, reason: string, { actor, at }: By): RowsAlong {
  const asked = decided.map(({ loaded: { commitment } }) => ({
    commitment: commitment.id,
    precision: commitment.duePrecision,
    value: commitment.dueValue,
    last: commitment.dueOn,
  }));
  return {
    added: sql`
      insert into extension_request (commitment_id, party_id, from_precision, from_value, from_on, to_precision, to_value, to_on, reason,
        requested_at, requested_by, stand_in_id, requester, illustrative)
      select guard.id, ${actor.partyId}::integer, x.precision, x.value, x.last, ${due.precision}::text, ${due.value}::text, ${lastDayOf(due)}::date,
        ${reason}::text, ${at}::timestamptz, ${actor.userId}::integer, ${standInIdOf(actor)}::integer, ${JSON.stringify(actor.name)}::jsonb,
        ${actor.illustrative}::boolean
      from guard join jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x (commitment integer, precision text, value text, last date)
        on x.commitment = guard.id
      order by guard.id
      returning commitment_id, jsonb_build_object('requestId', id) as said`,
  };
}
