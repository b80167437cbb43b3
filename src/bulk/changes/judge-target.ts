import { formatDay } from '../../calendar/deadline.js';
import type { Loaded } from '../../commitments/change/load.js';
import { isOpen } from '../../commitments/rules.js';
import type { RequestScope } from '../../identity/scope.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { noAccount } from '../../reminders/chases/chase.refusals.js';
import type { ChaseTarget } from '../../reminders/chases/chase.types.js';
import type { BulkItem } from '../bulk.types.js';
import { rowOf, unknown } from './judge-row.js';

/** The working day for which it is asked. */
interface For {
  scope: Pick<RequestScope, 'viewer'>;
  day: Day;
}

/** Whether the body in charge of the own part can be asked for a report. @param target undefined where nobody is to be chased about it */
export function judgeTarget(
  id: number,
  loaded: Loaded | undefined,
  target: ChaseTarget | undefined,
  { scope: { viewer }, day }: For,
): BulkItem {
  if (!loaded) return { ...unknown, id };
  const reason = target ? whyNotAsked(target, viewer, day) : whyNoReport(loaded, viewer);
  const asked = viewer.role === 'leader' ? target?.recipients[0]?.name : target?.body.name;
  return {
    ...rowOf(loaded),
    outcome: reason ? 'refused' : 'done',
    reason,
    changes: reason ? [] : [{ field: 'report', from: null, to: asked ?? null }],
  };
}

function whyNotAsked(target: ChaseTarget, { body }: For['scope']['viewer'], day: Day): BilingualText | null {
  if (target.isChased) return chased(day);
  if (target.recipients.length > 0) return null;
  return target.body.code === body?.code ? ownBody : noAccount(target);
}

function whyNoReport({ commitment }: Loaded, { party }: For['scope']['viewer']): BilingualText {
  if (!isOpen(commitment)) return closed;
  const side = commitment.sideOf(party?.id ?? null);
  return side && (side.status === 'not_started' || side.status === 'in_progress') ? inHand : notAtWork;
}

const chased = (day: Day): BilingualText => ({
  vi: `Đã đôn đốc cho ngày ${formatDay(day)}; mỗi ngày làm việc một lần.`,
  en: `Already followed up for ${formatDay(day)}; once per working day is the limit.`,
});
const ownBody = {
  vi: 'Cơ quan của đồng chí chủ trì phần việc này.',
  en: 'Your own body leads this part.',
};
const closed = {
  vi: 'Cam kết đã kết thúc.',
  en: 'The commitment is closed.',
};
const inHand = {
  vi: 'Báo cáo đã gửi, đang chờ văn phòng xem.',
  en: 'A report is in, waiting for the office’s review.',
};
const notAtWork = {
  vi: 'Phần việc này đã hoàn thành, tạm dừng hoặc thôi thực hiện.',
  en: 'This part is completed, suspended or withdrawn.',
};
