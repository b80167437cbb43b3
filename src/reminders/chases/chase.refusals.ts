import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { ChaseTarget } from './chase.types.js';

export const notOfBody: BilingualText = {
  vi: 'Chỉ đôn đốc được về cam kết đang thực hiện mà cơ quan này đang phải báo cáo. Hãy mở lại danh sách.',
  en: 'Only bodies with work in progress on a commitment can be reminded about it. Reopen the list.',
};

export const nobodyToChase: BilingualText = {
  vi: 'Không còn cơ quan nào cần đôn đốc: báo cáo đã có, hoặc chưa có tài khoản nhận thư.',
  en: 'There is nobody left to remind: the reports are in, or there is no account to send an email to.',
};

export const noAccount = ({ body }: Pick<ChaseTarget, 'body'>): BilingualText => ({
  vi: `${body.name.vi} chưa có tài khoản nhận thư. Đề nghị quản trị viên tạo tài khoản.`,
  en: `${body.name.en} has no account to send an email to. Ask an administrator to create one.`,
});

export const chasedAlready = (day: Day): BilingualText => ({
  vi: `Đã đôn đốc về các cam kết này cho ngày ${formatDay(day)}; mỗi ngày làm việc một lần.`,
  en: `These commitments have already been followed up for ${formatDay(day)}; once per working day is the limit.`,
});
