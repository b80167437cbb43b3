import { DomainError } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';

/** Why single sign-on let nobody in: to the reader in words, to the audit log by name. */
const reasons = {
  attempt_gone: {
    vi: 'Lần đăng nhập này đã hết hạn, đã dùng, hoặc bắt đầu ở trình duyệt khác. Hãy bấm đăng nhập một lần lại từ đầu.',
    en: 'This attempt has expired, was used, or began in another browser. Begin single sign-on anew.',
  },
  provider_refused: {
    vi: 'Hệ thống đăng nhập chung không xác nhận. Hãy thử lại, hoặc hỏi nơi quản lý hệ thống đó.',
    en: 'The single sign-on service did not confirm who you are. Try again, or ask those who run it.',
  },
  provider_away: {
    vi: 'Hệ thống đăng nhập chung chưa trả lời. Hãy thử lại sau, hoặc đăng nhập bằng mật khẩu.',
    en: 'The single sign-on service does not answer. Try later, or sign in with your password.',
  },
  email_missing: {
    vi: 'Hệ thống đăng nhập chung không cho biết địa chỉ thư. Hãy báo quản trị viên.',
    en: 'The single sign-on service gave no e-mail address. Tell an administrator.',
  },
  email_unverified: {
    vi: 'Địa chỉ thư chưa được hệ thống đăng nhập chung xác minh. Hãy xác minh ở đó rồi thử lại.',
    en: 'The single sign-on service has not verified your e-mail address. Have it verified there, then try again.',
  },
  account_disabled: {
    vi: 'Tài khoản này đang bị khóa. Hãy hỏi quản trị viên.',
    en: 'This account is disabled. Ask an administrator.',
  },
  other_subject: {
    vi: 'Tài khoản này đã gắn với một người khác ở hệ thống đăng nhập chung. Hãy hỏi quản trị viên.',
    en: 'This account belongs to another person at the single sign-on service. Ask an administrator.',
  },
  domain_not_allowed: {
    vi: 'Địa chỉ thư này chưa có tài khoản, và tên miền của nó không được tự tạo tài khoản. Hãy đề nghị quản trị viên tạo.',
    en: 'This address has no account, and accounts are not made for its domain. Ask an administrator for one.',
  },
  unknown_role: {
    vi: 'Chưa có tài khoản, và hệ thống đăng nhập chung không cho biết vai trò dùng được. Hãy hỏi quản trị viên.',
    en: 'There is no account, and the single sign-on service names no role that can be used. Ask an administrator.',
  },
  admin_not_made: {
    vi: 'Tài khoản quản trị không được tạo qua đăng nhập một lần. Hãy đề nghị quản trị viên tạo.',
    en: 'Administrators are not made by single sign-on. Ask an administrator for an account.',
  },
  unknown_party: {
    vi: 'Chưa có tài khoản, và bên mà hệ thống đăng nhập chung nêu không có ở đây. Hãy hỏi quản trị viên.',
    en: 'There is no account, and the side that the single sign-on service names is not known here. Ask an administrator.',
  },
  unknown_body: {
    vi: 'Chưa có tài khoản, và cơ quan mà hệ thống đăng nhập chung nêu không có ở đây hoặc đã kết thúc. Hãy hỏi quản trị viên.',
    en: 'There is no account, and the body that the single sign-on service names is not known here or has ended. Ask an administrator.',
  },
} satisfies Record<string, BilingualText>;

export type SsoReason = keyof typeof reasons;

export class SsoRefused extends DomainError {
  constructor(
    readonly reason: SsoReason,
    /** Of whom, where the provider said so. */
    readonly email: string | null = null,
  ) {
    super(reasons[reason]);
  }
}
