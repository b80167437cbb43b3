import { sql, type Kysely } from 'kysely';
import { formatDay } from '../../calendar/deadline.js';
import { listHref } from '../../commitments/parts/links.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { tellOf } from '../../reminders/notices/tell-of.js';

interface Followed {
  slug: string;
  agreementId: number;
  /** Open ones that it leads. */
  open: number;
  code: string;
  name: BilingualText;
  successor: BilingualText;
  recipients: number[];
}

/**
 * Tells those concerned, once for each agreement, that another body answers for a body's work: the officers of both, and the side's coordinators.
 * To be called inside the transaction of the change.
 */
export async function tellOfSuccessor(
  db: Kysely<unknown>,
  id: number,
  { lastDay, now, host }: { lastDay: Day; now: Date; host: string },
): Promise<void> {
  const from = formatDay(addDays(lastDay, 1));
  for (const { slug, agreementId, open, code, name, successor, recipients } of await followed(db, id))
    await tellOf(db, {
      kind: 'body_followed',
      recipients,
      now,
      host,
      subject: {
        agreementId,
        title: { vi: `${successor.vi} kế thừa ${name.vi}`, en: `${successor.en} follows ${name.en}` },
        path: listHref(slug, { body: code }),
        lines: [
          {
            vi: `Từ ngày ${from}, ${successor.vi} phụ trách thay ${name.vi}: ${open} cam kết chưa hoàn thành, câu hỏi và chỉ đạo chưa trả lời, bản nháp báo cáo.`,
            en: `From ${from}, ${successor.en} is responsible in place of ${name.en}: ${open} open commitments, unanswered questions and directives, drafts of reports.`,
          },
          {
            vi: 'Đến hết ngày trước đó, cơ quan cũ vẫn báo cáo. Số liệu của những ngày đã qua vẫn ghi cơ quan cũ.',
            en: 'Until the end of the day before, the old body goes on reporting. Figures of past days keep its name.',
          },
        ],
      },
    });
}

async function followed(db: Kysely<unknown>, id: number): Promise<Followed[]> {
  const { rows } = await sql<Followed>`
    select a.slug, a.id as "agreementId", b.code, b.name, o.name as successor,
      count(*) filter (where s.lead_body_id = b.id and c.status in ('not_started', 'in_progress'))::integer as open,
      (select coalesce(jsonb_agg(u.id order by u.id), '[]') from app_user u where u.active and u.party_id = b.party_id
        and (u.role = 'coordinator' or u.role = 'liaison' and u.body_id in (b.id, o.id))) as recipients
    from body b join body o on o.id = b.successor_id join commitment_side s on s.lead_body_id = b.id
        or exists (select 1 from cooperating_body k where k.side_id = s.id and k.body_id = b.id)
      join commitment c on c.id = s.commitment_id join agreement a on a.id = s.agreement_id
    where b.id = ${id} group by a.id, b.id, o.id order by a.id`.execute(db);
  return rows;
}
