import { sql } from 'kysely';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import type { Changing } from '../commitments.service.js';

/**
 * The report that another one corrects: an earlier one of the same side, which nothing has corrected yet.
 * @returns the period that it was for @throws RuleBroken, Conflict
 */
export async function correctedPeriod({ em, side }: Changing, id: number): Promise<string> {
  const { rows } = await sql<{ period: string; correctedBy: number | null }>`
    select u.period, (select c.id::integer from progress_update c where c.corrects = u.id) as "correctedBy"
    from progress_update u where u.id = ${id} and u.side_id = ${side.id}`.execute(em.getKysely());
  const [found] = rows;
  if (!found) throw new RuleBroken(noSuchReport, 'corrects');
  if (found.correctedBy !== null) throw new Conflict(correctedMeanwhile);
  return found.period;
}

const noSuchReport = {
  vi: 'Chỉ sửa được báo cáo trước đây của chính bên đó về cam kết này.',
  en: 'A report can correct only an earlier one of its own side on this commitment.',
};
const correctedMeanwhile = {
  vi: 'Báo cáo này đã có bản sửa. Hãy mở lại trang cam kết và sửa bản mới nhất.',
  en: 'This report has been corrected already. Reopen the commitment and correct the latest version.',
};
