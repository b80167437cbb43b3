import { DomainError } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';

/** Why single sign-on let nobody in: to the reader in words, to the audit log by name. */
const reasons = {
  attempt_gone: {
    vi: 'Lần đăng nhập này đã hết hạn, đã dùng, hoặc bắt đầu ở trình duyệt khác. Hãy bấm lại “Đăng nhập một lần (SSO)” ở trang đăng nhập.',
    en: 'This attempt has expired, has already been used or was started in another browser. Start single sign-on again.',
  },
  provider_refused: {
    vi: 'Hệ thống đăng nhập chung không xác nhận lần đăng nhập này. Hãy thử lại, hoặc liên hệ đơn vị quản lý hệ thống đó.',
    en: 'The single sign-on service did not confirm who you are. Try again, or ask its operator.',
  },
  provider_away: {
    vi: 'Hệ thống đăng nhập chung chưa trả lời. Hãy thử lại sau, hoặc đăng nhập bằng mật khẩu.',
    en: 'The single sign-on service is not responding. Try again later, or sign in with your password.',
  },
  email_missing: {
    vi: 'Hệ thống đăng nhập chung không cho biết địa chỉ thư, nên không tự động tạo tài khoản. Nếu đã có tài khoản, hãy gắn bằng mật khẩu.',
    en: 'The single sign-on service gave no email address, so no account was created. If you already have an account, link it with its password.',
  },
  email_unverified: {
    vi: 'Hệ thống đăng nhập chung không xác nhận địa chỉ thư này, nên không tự động tạo tài khoản. Nếu đã có tài khoản, hãy gắn bằng mật khẩu; nếu chưa có, đề nghị quản trị viên mời.',
    en: 'The single sign-on service has not verified this email address, so no account was created for it. If you already have an account, link it with its password; if not, ask an administrator for an invitation.',
  },
  has_account: {
    vi: 'Địa chỉ này đã có tài khoản, chưa gắn với người dùng ở hệ thống đăng nhập chung.',
    en: 'This address has an account that is not linked to the single sign-on service yet.',
  },
  other_person: {
    vi: 'Người vừa đăng nhập ở hệ thống đăng nhập chung không phải chủ tài khoản đang mở. Hãy quay lại và đăng nhập bằng đúng tài khoản.',
    en: 'The person who just signed in at the single sign-on service is not the owner of this account. Go back and try again as the owner.',
  },
  account_disabled: {
    vi: 'Tài khoản này đang bị khóa. Đề nghị liên hệ quản trị viên.',
    en: 'This account is disabled. Ask an administrator.',
  },
  other_subject: {
    vi: 'Tài khoản này đã gắn với một người khác ở hệ thống đăng nhập chung. Đề nghị liên hệ quản trị viên.',
    en: 'This account is linked to another person at the single sign-on service. Ask an administrator.',
  },
  domain_not_allowed: {
    vi: 'Địa chỉ thư này chưa có tài khoản, và hệ thống không tự động tạo tài khoản cho tên miền đó. Hãy đề nghị quản trị viên tạo.',
    en: 'This address has no account, and accounts are not created automatically for its domain. Ask an administrator for one.',
  },
  unknown_role: {
    vi: 'Chưa có tài khoản, và hệ thống đăng nhập chung không nêu vai trò có trong hệ thống này. Đề nghị liên hệ quản trị viên.',
    en: 'There is no account, and the single sign-on service gave no usable role. Ask an administrator.',
  },
  admin_not_made: {
    vi: 'Tài khoản quản trị viên không được tạo qua đăng nhập một lần (SSO). Hãy đề nghị quản trị viên tạo.',
    en: 'Administrator accounts cannot be created through single sign-on. Ask an administrator for an account.',
  },
  unknown_party: {
    vi: 'Chưa có tài khoản, và bên mà hệ thống đăng nhập chung nêu không có trong hệ thống này. Đề nghị liên hệ quản trị viên.',
    en: 'There is no account, and the side given by the single sign-on service is not known here. Ask an administrator.',
  },
  unknown_body: {
    vi: 'Chưa có tài khoản, và cơ quan mà hệ thống đăng nhập chung nêu không có trong hệ thống này hoặc đã kết thúc. Đề nghị liên hệ quản trị viên.',
    en: 'There is no account, and the body given by the single sign-on service is not known here or has closed. Ask an administrator.',
  },
} satisfies Record<string, BilingualText>;

export type SsoReason = keyof typeof reasons;

/** Of these, whoever has an account may link it: by its own password and code, in the same visit. */
const linkable = new Set<SsoReason>([
  'has_account',
  'email_missing',
  'email_unverified',
  'domain_not_allowed',
  'unknown_role',
  'unknown_party',
  'unknown_body',
  'admin_not_made',
]);

export class SsoRefused extends DomainError {
  /** The secret of a link that waits for the password, where one may be made. */
  link: string | null = null;

  get mayLink(): boolean {
    return linkable.has(this.reason);
  }

  constructor(
    readonly reason: SsoReason,
    /** Of whom, where the provider said so. */
    readonly email: string | null = null,
  ) {
    super(reasons[reason]);
  }
}
