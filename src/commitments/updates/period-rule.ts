import { sql } from 'kysely';
import { runningPeriod } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Changing } from '../commitments.service.js';

/**
 * A report may be for any period since the agreement began: one that is over, if the side had to report on it, however late.
 * @param sent the day on which it was sent
 * @throws RuleBroken
 */
export async function mustBePossible(
  { em, side, reporting, terms }: Changing,
  period: string,
  sent: Day,
): Promise<void> {
  const first = runningPeriod(terms.startsOn, reporting).code;
  const running = runningPeriod(sent, reporting).code;
  if (period < first) throw new RuleBroken(beforeAgreement(first), 'period');
  if (period > running) throw new RuleBroken(notBegun(running), 'period');
  if (period === running) return;
  const { rows } = await sql<{ owes: boolean }>`
    select owes_report_on(${side.id}::integer, ${period}::text, ${reporting.cutoffDay}::integer) as owes`.execute(
    em.getKysely(),
  );
  if (!rows[0]!.owes) throw new RuleBroken(noDuty(period), 'period');
}

const beforeAgreement = (first: string): BilingualText => ({
  vi: `Thỏa thuận chưa bắt đầu trong kỳ này. Kỳ đầu tiên báo cáo được là kỳ ${first}.`,
  en: `The agreement had not begun in that period. The first period that a report can be for is ${first}.`,
});
const notBegun = (running: string): BilingualText => ({
  vi: `Kỳ này chưa bắt đầu. Kỳ gần nhất báo cáo được là kỳ hiện tại (${running}).`,
  en: `That period has not begun. The latest period that a report can be for is the current one (${running}).`,
});
const noDuty = (period: string): BilingualText => ({
  vi: `Bên này không phải báo cáo cho kỳ ${period}: khi kỳ kết thúc, phần việc chưa được theo dõi, đã được xác nhận hoàn thành, đang tạm dừng hoặc đã thôi thực hiện.`,
  en: `Your side did not have to report on ${period}: when it ended, the part was not tracked yet, was confirmed as completed, suspended or withdrawn.`,
});
