import type { Language } from '../../platform/text.js';
import type { AccountMailKind } from './outbox.js';

interface MailWords {
  subject: string;
  /** What happened, and what to do. */
  lines: string[];
  action: string;
  /** How long, how often, what not to do with it. */
  note: string;
  /** Why this came. */
  why: (email: string) => string;
}

interface FrameWords {
  heading: string;
  subheading: string;
  dear: (name: string) => string;
  orCopy: string;
  whyTitle: string;
  demo: string;
}

const frames: Record<Language, FrameWords> = {
  vi: {
    heading: 'Theo dõi hợp tác Hà Nội – Nghệ An',
    subheading: 'Thông báo về tài khoản',
    dear: (name) => `Kính gửi: ${name}`,
    orCopy: 'Nếu không bấm được, chép địa chỉ này vào trình duyệt:',
    whyTitle: 'Lý do nhận thư:',
    demo: 'Bản trình diễn: tài khoản và số liệu là minh họa.',
  },
  en: {
    heading: 'Hanoi – Nghệ An cooperation tracker',
    subheading: 'About your account',
    dear: (name) => `To: ${name}`,
    orCopy: 'If the link does not work, copy this address into your browser:',
    whyTitle: 'Why you are getting this:',
    demo: 'Demo: accounts and data are illustrative.',
  },
};

const vi: Record<AccountMailKind, MailWords> = {
  invitation: {
    subject: 'Mời sử dụng hệ thống theo dõi hợp tác: đề nghị đặt mật khẩu',
    lines: [
      'Quản trị viên đã tạo tài khoản cho chức danh này. Tài khoản dùng được sau khi đặt mật khẩu.',
      'Tên đăng nhập là địa chỉ nhận thư này.',
    ],
    action: 'Đặt mật khẩu',
    note: 'Liên kết dùng được một lần, trong 7 ngày. Nếu hết hạn, đề nghị quản trị viên mời lại. Không chuyển tiếp thư này.',
    why: (email) =>
      `quản trị viên mời ${email} sử dụng hệ thống. Nếu cơ quan không biết việc này, đề nghị bỏ qua thư: chưa đặt mật khẩu thì không ai đăng nhập được.`,
  },
  reset: {
    subject: 'Đặt lại mật khẩu hệ thống theo dõi hợp tác',
    lines: [
      'Có người vừa yêu cầu đặt lại mật khẩu của tài khoản này.',
      'Nếu đồng chí đã yêu cầu, hãy đặt mật khẩu mới ở liên kết dưới đây. Nếu không phải, đề nghị bỏ qua thư này: mật khẩu cũ giữ nguyên.',
    ],
    action: 'Đặt mật khẩu mới',
    note: 'Liên kết dùng được một lần, trong 1 giờ. Đặt mật khẩu xong, mọi phiên đăng nhập cũ bị chấm dứt, mọi mã truy cập cũ bị thu hồi. Không chuyển tiếp thư này.',
    why: (email) => `có yêu cầu đặt lại mật khẩu cho ${email} ở trang đăng nhập.`,
  },
  password_changed: {
    subject: 'Mật khẩu hệ thống theo dõi hợp tác đã thay đổi',
    lines: [
      'Mật khẩu của tài khoản này vừa được thay đổi. Các phiên đăng nhập khác đã bị chấm dứt, mọi mã truy cập đã bị thu hồi.',
      'Nếu đồng chí không thực hiện việc này, hãy đặt lại mật khẩu ngay và báo quản trị viên.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Nếu chính đồng chí đã đổi mật khẩu, đề nghị bỏ qua thư này.',
    why: (email) => `mỗi khi mật khẩu của ${email} thay đổi, chủ tài khoản được báo.`,
  },
  second_factor_on: {
    subject: 'Đã bật xác thực hai bước cho tài khoản theo dõi hợp tác',
    lines: [
      'Từ nay, đăng nhập tài khoản này cần mật khẩu và mã trong ứng dụng. Các phiên đăng nhập khác đã bị chấm dứt.',
      'Nếu đồng chí không thực hiện việc này, hãy báo quản trị viên ngay.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Nếu chính đồng chí đã bật, đề nghị bỏ qua thư này. Giữ mã dự phòng ở nơi an toàn, không để trong điện thoại có ứng dụng.',
    why: (email) => `mỗi khi cách đăng nhập của ${email} thay đổi, chủ tài khoản được báo.`,
  },
  second_factor_off: {
    subject: 'Đã tắt xác thực hai bước của tài khoản theo dõi hợp tác',
    lines: [
      'Từ nay, đăng nhập tài khoản này chỉ cần mật khẩu. Chủ tài khoản đã tắt, hoặc quản trị viên đã bỏ theo đề nghị.',
      'Nếu đồng chí không thực hiện hoặc đề nghị việc này, hãy đặt lại mật khẩu ngay và báo quản trị viên.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Bật lại ở trang Tài khoản của tôi.',
    why: (email) => `mỗi khi cách đăng nhập của ${email} thay đổi, chủ tài khoản được báo.`,
  },
  token_made: {
    subject: 'Đã tạo mã truy cập mới cho tài khoản theo dõi hợp tác',
    lines: [
      'Một mã truy cập API vừa được tạo cho tài khoản này. Người có mã thực hiện được mọi việc như tài khoản, trong phạm vi và thời hạn của mã.',
      'Nếu đồng chí không thực hiện việc này, hãy thu hồi mã ngay, đặt lại mật khẩu và báo quản trị viên.',
    ],
    action: 'Xem các mã truy cập',
    note: 'Thư này không chứa mã. Nếu chính đồng chí đã tạo mã, đề nghị bỏ qua thư này.',
    why: (email) => `mỗi khi có mã truy cập mới cho ${email}, chủ tài khoản được báo.`,
  },
  calendar_made: {
    subject: 'Đã tạo địa chỉ lịch mới cho tài khoản theo dõi hợp tác',
    lines: [
      'Một địa chỉ lịch vừa được tạo cho tài khoản này. Người có địa chỉ đọc được thời hạn các cam kết mà tài khoản được xem, không cần đăng nhập.',
      'Nếu đồng chí không thực hiện việc này, hãy thu hồi địa chỉ ngay, đặt lại mật khẩu và báo quản trị viên.',
    ],
    action: 'Xem các địa chỉ lịch',
    note: 'Thư này không chứa địa chỉ. Nếu chính đồng chí đã tạo, đề nghị bỏ qua thư này.',
    why: (email) => `mỗi khi có địa chỉ lịch mới cho ${email}, chủ tài khoản được báo.`,
  },
  webhook_off: {
    subject: 'Đã tắt một webhook của hệ thống theo dõi hợp tác',
    lines: [
      'Trong 3 ngày liền, máy nhận của một webhook không nhận được thông báo nào. Hệ thống đã tắt webhook đó; các thông báo đang chờ không gửi nữa.',
      'Đề nghị kiểm tra máy nhận, gửi thử, rồi bật lại. Diễn biến trong thời gian tắt xem ở trang từng cam kết.',
    ],
    action: 'Xem các webhook',
    note: 'Webhook khác và thư nhắc không bị ảnh hưởng.',
    why: (email) => `${email} là tài khoản quản trị viên.`,
  },
  sso_linked: {
    subject: 'Tài khoản theo dõi hợp tác đã gắn với đăng nhập một lần (SSO)',
    lines: [
      'Tài khoản này vừa được gắn với một người dùng ở hệ thống đăng nhập chung. Từ nay có thể đăng nhập từ đó, không cần mật khẩu.',
      'Nếu đồng chí không thực hiện việc này, hãy đặt lại mật khẩu ngay và báo quản trị viên. Khi đặt mật khẩu mới, việc gắn với đăng nhập một lần (SSO) hết hiệu lực.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Nếu chính đồng chí đã gắn, đề nghị bỏ qua thư này.',
    why: (email) => `mỗi khi cách đăng nhập của ${email} thay đổi, chủ tài khoản được báo.`,
  },
};

const en: Record<AccountMailKind, MailWords> = {
  invitation: {
    subject: 'Invitation to the cooperation tracker: set your password',
    lines: [
      'An administrator has created an account for this post. Set a password to start using it.',
      'Sign in with the address this email was sent to.',
    ],
    action: 'Set a password',
    note: 'The link works once, within 7 days. After that, ask an administrator for a new invitation. Do not forward this email.',
    why: (email) =>
      `an administrator invited ${email} to the tracker. If you were not expecting this, ignore this email: nobody can sign in until a password is set.`,
  },
  reset: {
    subject: 'Reset your password for the cooperation tracker',
    lines: [
      'Someone has just asked to reset this account’s password.',
      'If it was you, use the link below to set a new password. If not, you do not need to do anything: the old password still works.',
    ],
    action: 'Set a new password',
    note: 'The link works once, within 1 hour. Setting a password ends all sessions and revokes all API tokens of the account. Do not forward this email.',
    why: (email) => `a password reset for ${email} was requested on the sign-in page.`,
  },
  password_changed: {
    subject: 'Your password for the cooperation tracker was changed',
    lines: [
      'This account’s password has just been changed. Its other sessions have ended and its API tokens have been revoked.',
      'If it was not you, reset the password immediately and tell an administrator.',
    ],
    action: 'Reset the password',
    note: 'If you changed it, you do not need to do anything.',
    why: (email) => `we tell you whenever the password for ${email} changes.`,
  },
  second_factor_on: {
    subject: 'A second factor was set up for your cooperation tracker account',
    lines: [
      'From now on, signing in to this account needs its password and a code from the app. Its other sessions have ended.',
      'If it was not you, tell an administrator immediately.',
    ],
    action: 'Reset the password',
    note: 'If it was you, you do not need to do anything. Keep the recovery codes in a safe place, not on the phone that has the app.',
    why: (email) => `we tell you whenever the way to sign in as ${email} changes.`,
  },
  second_factor_off: {
    subject: 'The second factor was removed from your cooperation tracker account',
    lines: [
      'From now on, the password alone is enough to sign in to this account. You turned the second factor off, or an administrator removed it on request.',
      'If you neither did this nor asked for it, reset the password immediately and tell an administrator.',
    ],
    action: 'Reset the password',
    note: 'You can turn it on again on the page “My account”.',
    why: (email) => `we tell you whenever the way to sign in as ${email} changes.`,
  },
  token_made: {
    subject: 'A new API token was created for your cooperation tracker account',
    lines: [
      'An API token has just been created for this account. Anyone who has it can do what the account can, within the token’s scope and until it expires.',
      'If it was not you, revoke it immediately, reset the password and tell an administrator.',
    ],
    action: 'See the API tokens',
    note: 'The token itself is not in this email. If you created it, you do not need to do anything.',
    why: (email) => `we tell you whenever an API token is created for ${email}.`,
  },
  calendar_made: {
    subject: 'New calendar address for your cooperation tracker account',
    lines: [
      'A calendar address was just created for this account. Anyone who has it can read the deadlines that the account may see, without signing in.',
      'If this was not you, revoke the address now, reset the password and tell your administrator.',
    ],
    action: 'See calendar addresses',
    note: 'This email does not contain the address. If you created it yourself, ignore this email.',
    why: (email) => `the owner of ${email} is told each time it gets a new calendar address.`,
  },
  webhook_off: {
    subject: 'A webhook of the cooperation tracker was switched off',
    lines: [
      'For 3 days nothing could be delivered to the receiver of a webhook. The webhook is now off, and what was waiting is no longer delivered.',
      'Check the receiver, deliver a test, then switch the webhook on again. What happens meanwhile is on the pages of the commitments.',
    ],
    action: 'See the webhooks',
    note: 'Other webhooks and reminder emails are not affected.',
    why: (email) => `${email} is an administrator’s account.`,
  },
  sso_linked: {
    subject: 'Your cooperation tracker account was linked to single sign-on',
    lines: [
      'This account has just been linked to a user of the single sign-on service, who can now sign in without the password.',
      'If it was not you, reset the password immediately and tell an administrator. Setting a new password also removes the link.',
    ],
    action: 'Reset the password',
    note: 'If it was you, you do not need to do anything.',
    why: (email) => `we tell you whenever the way to sign in as ${email} changes.`,
  },
};

export function accountMailWords(language: Language, kind: AccountMailKind): MailWords {
  return (language === 'vi' ? vi : en)[kind];
}

export function frameWords(language: Language): FrameWords {
  return frames[language];
}
