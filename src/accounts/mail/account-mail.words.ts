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
    subheading: 'Thư về tài khoản',
    dear: (name) => `Kính gửi ${name},`,
    orCopy: 'Nếu không bấm được, chép địa chỉ này vào trình duyệt:',
    whyTitle: 'Vì sao có thư này:',
    demo: 'Bản trình diễn: tài khoản và số liệu là minh họa.',
  },
  en: {
    heading: 'Cooperation tracker Hanoi – Nghệ An',
    subheading: 'About your account',
    dear: (name) => `To ${name}:`,
    orCopy: 'If the link cannot be clicked, copy this address into a browser:',
    whyTitle: 'Why this mail:',
    demo: 'Demo: accounts and figures are illustrative.',
  },
};

const vi: Record<AccountMailKind, MailWords> = {
  invitation: {
    subject: 'Mời dùng hệ thống theo dõi hợp tác: hãy đặt mật khẩu',
    lines: [
      'Quản trị viên đã tạo tài khoản cho chức danh này. Tài khoản dùng được sau khi đặt mật khẩu.',
      'Tên đăng nhập là địa chỉ nhận thư này.',
    ],
    action: 'Đặt mật khẩu',
    note: 'Liên kết dùng được một lần, trong 7 ngày. Hết hạn thì đề nghị quản trị viên mời lại. Không chuyển tiếp thư này.',
    why: (email) =>
      `quản trị viên mời ${email} dùng hệ thống. Nếu cơ quan không biết việc này, bỏ qua thư: không có mật khẩu thì không ai đăng nhập được.`,
  },
  reset: {
    subject: 'Đặt lại mật khẩu hệ thống theo dõi hợp tác',
    lines: [
      'Có người vừa đề nghị đặt lại mật khẩu của tài khoản này.',
      'Nếu đúng là bạn, đặt mật khẩu mới ở liên kết dưới đây. Nếu không phải, không cần làm gì: mật khẩu cũ vẫn giữ nguyên.',
    ],
    action: 'Đặt mật khẩu mới',
    note: 'Liên kết dùng được một lần, trong 1 giờ. Đặt mật khẩu xong, mọi phiên đăng nhập và mã truy cập cũ đều bị kết thúc. Không chuyển tiếp thư này.',
    why: (email) => `có đề nghị đặt lại mật khẩu cho ${email} ở trang đăng nhập.`,
  },
  password_changed: {
    subject: 'Mật khẩu hệ thống theo dõi hợp tác đã thay đổi',
    lines: [
      'Mật khẩu của tài khoản này vừa được thay đổi. Các phiên đăng nhập và mã truy cập khác đã bị kết thúc.',
      'Nếu không phải bạn làm việc này, đặt lại mật khẩu ngay và báo quản trị viên.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Nếu chính bạn đã đổi mật khẩu, không cần làm gì thêm.',
    why: (email) => `mỗi khi mật khẩu của ${email} thay đổi, chủ tài khoản được báo.`,
  },
  second_factor_on: {
    subject: 'Đã bật xác thực hai bước cho tài khoản theo dõi hợp tác',
    lines: [
      'Từ nay, đăng nhập tài khoản này cần mật khẩu và mã trong ứng dụng. Các phiên đăng nhập khác đã bị kết thúc.',
      'Nếu không phải bạn làm việc này, báo quản trị viên ngay.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Nếu chính bạn đã bật, không cần làm gì thêm. Giữ mã dự phòng ở nơi an toàn, không để trong điện thoại có ứng dụng.',
    why: (email) => `mỗi khi cách đăng nhập của ${email} thay đổi, chủ tài khoản được báo.`,
  },
  second_factor_off: {
    subject: 'Đã tắt xác thực hai bước của tài khoản theo dõi hợp tác',
    lines: [
      'Từ nay, đăng nhập tài khoản này chỉ cần mật khẩu. Chủ tài khoản đã tắt, hoặc quản trị viên đã bỏ theo đề nghị.',
      'Nếu không phải bạn làm hay đề nghị, đặt lại mật khẩu ngay và báo quản trị viên.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Bật lại ở trang Tài khoản của tôi.',
    why: (email) => `mỗi khi cách đăng nhập của ${email} thay đổi, chủ tài khoản được báo.`,
  },
  token_made: {
    subject: 'Đã tạo mã truy cập mới cho tài khoản theo dõi hợp tác',
    lines: [
      'Một mã truy cập API vừa được tạo cho tài khoản này. Ai có mã thì làm được như tài khoản, trong phạm vi và thời hạn của mã.',
      'Nếu không phải bạn làm việc này, thu hồi mã ngay, đặt lại mật khẩu và báo quản trị viên.',
    ],
    action: 'Xem các mã truy cập',
    note: 'Thư này không chứa mã. Nếu chính bạn đã tạo, không cần làm gì thêm.',
    why: (email) => `mỗi khi có mã truy cập mới cho ${email}, chủ tài khoản được báo.`,
  },
  sso_linked: {
    subject: 'Tài khoản theo dõi hợp tác đã gắn với đăng nhập một lần (SSO)',
    lines: [
      'Tài khoản này vừa được gắn với một người dùng ở hệ thống đăng nhập chung. Từ nay có thể đăng nhập từ đó, không cần mật khẩu.',
      'Nếu không phải bạn làm việc này, đặt lại mật khẩu ngay và báo quản trị viên. Mật khẩu mới cũng gỡ liên kết này.',
    ],
    action: 'Đặt lại mật khẩu',
    note: 'Nếu chính bạn đã gắn, không cần làm gì thêm.',
    why: (email) => `mỗi khi cách đăng nhập của ${email} thay đổi, chủ tài khoản được báo.`,
  },
};

const en: Record<AccountMailKind, MailWords> = {
  invitation: {
    subject: 'Invitation to the cooperation tracker: set your password',
    lines: [
      'An administrator has made an account for this post. It can be used once a password is set.',
      'You sign in with the address that this mail was sent to.',
    ],
    action: 'Set a password',
    note: 'The link works once, within 7 days. After that, ask an administrator for a new invitation. Do not forward this mail.',
    why: (email) =>
      `an administrator invited ${email} to the tracker. If your body knows nothing of it, ignore this mail: without a password nobody can sign in.`,
  },
  reset: {
    subject: 'Reset your password for the cooperation tracker',
    lines: [
      'Somebody has just asked to reset the password of this account.',
      'If it was you, set a new password by the link below. If not, there is nothing to do: the old password stays.',
    ],
    action: 'Set a new password',
    note: 'The link works once, within 1 hour. Setting a password ends all sessions and access tokens of the account. Do not forward this mail.',
    why: (email) => `a new password for ${email} was asked for on the sign-in page.`,
  },
  password_changed: {
    subject: 'Your password for the cooperation tracker was changed',
    lines: [
      'The password of this account was just changed. Its other sessions and access tokens were ended.',
      'If it was not you, reset the password at once and tell an administrator.',
    ],
    action: 'Reset the password',
    note: 'If you changed it yourself, there is nothing to do.',
    why: (email) => `whenever the password of ${email} changes, its owner is told.`,
  },
  second_factor_on: {
    subject: 'A second factor was set up for your account of the cooperation tracker',
    lines: [
      'From now on this account needs its password and a code of the app to sign in. Its other sessions were ended.',
      'If it was not you, tell an administrator at once.',
    ],
    action: 'Reset the password',
    note: 'If it was you, there is nothing to do. Keep the recovery codes in a safe place, not on the phone that has the app.',
    why: (email) => `whenever the way in of ${email} changes, its owner is told.`,
  },
  second_factor_off: {
    subject: 'The second factor of your account of the cooperation tracker was removed',
    lines: [
      'From now on a password alone signs in to this account. Its owner turned the second factor off, or an administrator removed it on request.',
      'If you neither did nor asked for it, reset the password at once and tell an administrator.',
    ],
    action: 'Reset the password',
    note: 'It can be turned on again on the page My account.',
    why: (email) => `whenever the way in of ${email} changes, its owner is told.`,
  },
  token_made: {
    subject: 'A new access token was made for your account of the cooperation tracker',
    lines: [
      'An API token was just made for this account. Whoever holds it can do what the account can, within the scope and the time of the token.',
      'If it was not you, revoke it at once, reset the password and tell an administrator.',
    ],
    action: 'See the access tokens',
    note: 'The token itself is not in this mail. If you made it yourself, there is nothing to do.',
    why: (email) => `whenever there is a new access token for ${email}, its owner is told.`,
  },
  sso_linked: {
    subject: 'Your account of the cooperation tracker was linked to single sign-on',
    lines: [
      'This account was just linked to a user of the single sign-on service, who can sign in from there now without the password.',
      'If it was not you, reset the password at once and tell an administrator. A new password also undoes the link.',
    ],
    action: 'Reset the password',
    note: 'If it was you, there is nothing to do.',
    why: (email) => `whenever the way in of ${email} changes, its owner is told.`,
  },
};

export function accountMailWords(language: Language, kind: AccountMailKind): MailWords {
  return (language === 'vi' ? vi : en)[kind];
}

export function frameWords(language: Language): FrameWords {
  return frames[language];
}
