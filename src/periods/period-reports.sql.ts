import { sql, type RawBuilder } from 'kysely';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import { firstReportOn, owedReport } from '../commitments/read/reported.sql.js';
import type { Day } from '../platform/clock.js';

/**
 * Over `sides` (see sidesAt): of each month a row for each side that owed a report on it: `side_id`, `commitment_id`, `party_id`,
 * `lead_body_id`, `period`, `due_on`, and `given_on`, the day of the first report for it, null where there is none yet.
 * @param asOf reports given up to the end of this day
 */
export function owedReports(months: readonly ReportingPeriod[], asOf: Day): RawBuilder<unknown> {
  const each = months.map((period) => {
    const at = { period, asOf };
    return sql`select sd.id as side_id, sd.commitment_id, sd.party_id, sd.lead_body_id, ${period.code}::text as period,
      ${period.dueOn}::date as due_on, ${firstReportOn(at)} as given_on from sides sd where ${owedReport(at)}`;
  });
  return sql.join(each, sql` union all `);
}
