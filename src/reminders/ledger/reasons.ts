import { mailFaultWords } from '../../platform/mail/mail-fault.js';
import type { BilingualText } from '../../platform/text.js';

/** Why a planned reminder was not sent. */
export const skipReasons = {
  completed: { vi: 'Cam kết đã hoàn thành', en: 'The commitment has been completed' },
  suspended: { vi: 'Cam kết tạm dừng', en: 'The commitment is suspended' },
  withdrawn: { vi: 'Cam kết thôi thực hiện', en: 'The commitment has been withdrawn' },
  side_completed: {
    vi: 'Bên này đã báo cáo hoàn thành phần việc',
    en: 'The recipient’s side has reported completion',
  },
  side_stopped: {
    vi: 'Bên này đã báo cáo tạm dừng hoặc thôi thực hiện phần việc',
    en: 'The recipient’s side has suspended or withdrawn its part',
  },
  under_review: {
    vi: 'Bên này đã báo cáo; văn phòng cấp ủy đang xem',
    en: 'The recipient’s side has reported; its committee office is looking at the report',
  },
  deadline_changed: { vi: 'Thời hạn đã thay đổi', en: 'The deadline has changed' },
  no_longer_assigned: {
    vi: 'Tài khoản không còn phụ trách cam kết',
    en: 'The account is no longer in charge of the commitment',
  },
  no_longer_waits: {
    vi: 'Không còn việc chờ phía người nhận xử lý',
    en: 'Nothing waits for the recipient’s side any more',
  },
  passed_on: {
    vi: 'Việc chờ đã chuyển sang người khác, hoặc vừa chuyển lại',
    en: 'It now waits for someone else, or has just come back',
  },
  rule_changed: {
    vi: 'Quy tắc nhắc hạn của thỏa thuận đã thay đổi',
    en: 'The agreement’s reminder rules have changed',
  },
  reported: { vi: 'Đã có báo cáo', en: 'A report has been received meanwhile' },
  held: {
    vi: 'Tạm giữ: bên này vừa báo cáo hoặc đề nghị gia hạn',
    en: 'Held: this side has just reported or requested an extension',
  },
  account_disabled: { vi: 'Tài khoản đã khóa', en: 'The account is disabled' },
  digest_already_sent: {
    vi: 'Thư của ngày này đã gửi; mỗi ngày chỉ một thư',
    en: 'That day’s email had already been sent; only one goes out per day',
  },
  weekly: {
    vi: 'Người nhận chọn nhận thư mỗi tuần một lần; nội dung nằm trong thư sau',
    en: 'The recipient has chosen weekly email; the next one includes it',
  },
  paused: {
    vi: 'Người nhận đang tạm ngừng nhận thư; nội dung nằm trong thư sau',
    en: 'The recipient has paused reminders; the next email includes it',
  },
  stand_in_changed: {
    vi: 'Người nhận thay đã thay đổi; nội dung nằm trong thư sau',
    en: 'The stand-in has changed; the next email includes it',
  },
  no_longer_true: {
    vi: 'Đã được xử lý, hoặc tài khoản không còn phụ trách',
    en: 'It has been dealt with, or the account is no longer in charge',
  },
  day_over: {
    vi: 'Hết ngày mà thư chưa gửi được; nội dung được đưa vào thư sau',
    en: 'The day was over before the email could go out; the next email includes it',
  },
  nothing_left: { vi: 'Không còn việc nào để nhắc', en: 'Nothing was left to send' },
} satisfies Record<string, BilingualText>;
export type SkipReason = keyof typeof skipReasons;

/** Why a lead body or its officer gets no mail. */
export const silenceReasons = {
  no_account: {
    vi: 'Cơ quan chủ trì chưa có tài khoản; mục này nằm trong thư của văn phòng cấp ủy',
    en: 'The lead body has no account; the item is in the committee office’s email',
  },
  side_completed: {
    vi: 'Bên này đã báo cáo hoàn thành phần việc',
    en: 'This side has reported its part as completed',
  },
  side_stopped: {
    vi: 'Bên này đã báo cáo tạm dừng hoặc thôi thực hiện phần việc',
    en: 'This side has suspended or withdrawn its part',
  },
} satisfies Record<string, BilingualText>;
export type SilenceReason = keyof typeof silenceReasons;

/** A reason of the ledger in words. What a mail server said stays as it said it. */
export function reasonLabel(reason: string): BilingualText {
  if (Object.hasOwn(skipReasons, reason)) return skipReasons[reason as SkipReason];
  const fault = mailFaultWords(reason);
  if (fault) return fault;
  const detail = reason.replace(/^\w+: ?/, '');
  return { vi: `Lỗi khi soạn thư: ${detail}`, en: `The email could not be prepared: ${detail}` };
}
