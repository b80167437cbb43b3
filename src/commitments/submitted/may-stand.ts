import { sql } from 'kysely';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Changing } from '../commitments.service.js';
import type { SubmittedReport } from './submitted.entity.js';
import { isWaitingBy } from './waiting-reports.sql.js';

/**
 * Reports of one side stand in the order in which they were sent, for the last of them says where the part stands; and as the word of the
 * body that leads it.
 * @throws Conflict
 */
export async function mustBeNext(changing: Changing, report: SubmittedReport): Promise<void> {
  mustBeOfLeadBody(changing, report);
  const { rows } = await sql<{ earlierWaits: boolean; newerStands: boolean }>`
    select exists (select 1 from submitted_report s where s.side_id = n.side_id and s.id < n.id and ${isWaitingBy()}) as "earlierWaits",
      exists (select 1 from progress_update u where u.side_id = n.side_id and coalesce(u.sent_at, u.at) > n.at) as "newerStands"
    from submitted_report n where n.id = ${report.id}`.execute(changing.em.getKysely());
  if (rows[0]!.newerStands) throw new Conflict(newerStands);
  if (rows[0]!.earlierWaits) throw new Conflict(earlierWaits);
}

/** A body that follows the lead body speaks for it, and stands by what that has sent. */
function mustBeOfLeadBody({ side, state }: Changing, { bodyId }: SubmittedReport): void {
  const leads = [side.leadBodyId, state.sides.find(({ party }) => party === side.partyId)?.leadBody];
  if (!leads.includes(bodyId ?? undefined)) throw new Conflict(leadChanged);
}

/** What the rules say to whoever reports, told to who accepts: nothing has changed, and what can be done. */
export async function asAcceptance(stand: () => Promise<void>): Promise<void> {
  try {
    await stand();
  } catch (error) {
    if (error instanceof RuleBroken) throw new RuleBroken(whyNot(error.text));
    if (error instanceof Conflict) throw new Conflict(whyNot(error.text));
    throw error;
  }
}

const whyNot = ({ vi, en }: BilingualText): BilingualText => ({
  vi: `Chưa chấp nhận được báo cáo này: “${vi}” Báo cáo vẫn chờ, nội dung giữ nguyên. Hãy khắc phục rồi chấp nhận, hoặc trả lại kèm nhận xét để cơ quan chủ trì sửa.`,
  en: `This report cannot be accepted as it is: “${en}” It still waits, unchanged. Put that right and then accept it, or send it back with a comment for the lead body to correct.`,
});
const earlierWaits = {
  vi: 'Một báo cáo gửi trước của phần việc này còn chờ. Hãy xem báo cáo đó trước.',
  en: 'An earlier report on this part is still waiting. Decide on that one first.',
};
const newerStands = {
  vi: 'Sau khi báo cáo này được gửi, phần việc đã có báo cáo mới hơn được công bố; chấp nhận báo cáo này sẽ thay nội dung mới bằng nội dung cũ. Hãy trả lại; nội dung nào còn thiếu, cơ quan chủ trì báo cáo lại.',
  en: 'A newer report on this part has been published since this one was sent, and accepting this one would put the older word in its place. Send it back; the lead body can report again what is still missing.',
};
const leadChanged = {
  vi: 'Cơ quan chủ trì phần việc đã thay đổi sau khi báo cáo này được gửi. Hãy trả lại kèm nhận xét; cơ quan chủ trì hiện nay sẽ thấy báo cáo ở mục Việc của tôi để sửa và gửi lại.',
  en: 'The lead body of this part has changed since this report was sent. Send it back with a comment: the present lead body finds it under My work, to correct and send as its own.',
};
