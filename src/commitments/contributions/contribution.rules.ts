import { RuleBroken } from '../../platform/errors.js';
import { mustAgree, type Statement } from '../statement.js';
import { contributionStatuses } from './contribution.types.js';

/** @throws RuleBroken where it says what only those who speak for the side can say, or contradicts itself */
export function mustSuitContribution(statement: Statement): void {
  if (!contributionStatuses.some((status) => status === statement.status))
    throw new RuleBroken(notForCooperating, 'status');
  mustAgree(statement);
}

const notForCooperating = {
  vi: 'Cơ quan phối hợp không báo cáo hoàn thành, tạm dừng hoặc thôi thực hiện. Hãy nêu kết quả phần việc của cơ quan; cơ quan chủ trì báo cáo trạng thái chung.',
  en: 'A cooperating body cannot report a part as completed, suspended or withdrawn. State your results; the lead body reports the status.',
};
