import { sql, type QueryExecutorProvider } from 'kysely';
import { anyPeriodOf, periodsWithin, type AnyPeriod } from '../calendar/longer-periods.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Day } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';

export interface PartyRef {
  id: number;
  code: string;
  marker: string;
  name: BilingualText;
}

/** What of an agreement its periods rest on. */
export interface PeriodsOf {
  /** The agreement's first day. */
  since: Day;
  /** In the agreement's order. */
  parties: PartyRef[];
}

export async function readPeriodsOf(
  db: QueryExecutorProvider,
  { id }: Pick<AgreementRef, 'id'>,
): Promise<PeriodsOf> {
  const { rows } = await sql<PeriodsOf>`
    select a.period_from::text as since,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'marker', p.marker, 'name', p.name) order by ap.position)
        from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id) as parties
    from agreement a where a.id = ${id}`.execute(db);
  return rows[0]!;
}

/** Newest first: those that have begun, and did not end before the agreement's first day. */
export const allPeriods = ({ since }: PeriodsOf, agreement: AgreementRef, today: Day): AnyPeriod[] =>
  periodsWithin(since, today, agreement);

/** @throws NotFound where no period has that code, it has not begun, or ended before the agreement's first day */
export function namedPeriod(
  { since }: PeriodsOf,
  agreement: AgreementRef,
  code: string,
  today: Day,
): AnyPeriod {
  const period = anyPeriodOf(code, agreement);
  if (!period || period.from > today || period.to < since) throw new NotFound();
  return period;
}
