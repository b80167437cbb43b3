import type { BilingualText } from '../text.js';

export interface MailFault {
  /** Permanent: the server refuses this mail for good. Passing: another attempt may succeed. */
  lasts: 'permanent' | 'passing';
  /** `smtp_550: no such user`, `connection: connect ECONNREFUSED …`; at most 200 characters. */
  reason: string;
}

/** The one place where SMTP errors are sorted. Refused sign-in says nothing about the mail: an office can mend it. */
export function mailFaultOf(error: unknown): MailFault {
  const { responseCode, response, code, message = '' } = error as SmtpError;
  if (!responseCode && code === 'EENVELOPE')
    return { lasts: 'permanent', reason: short(`address: ${message}`) };
  if (!responseCode)
    return {
      lasts: 'passing',
      reason: short(`${isFromTheWire(code) ? 'connection' : 'internal'}: ${message}`),
    };
  const lasts = responseCode >= 500 && code !== 'EAUTH' ? 'permanent' : 'passing';
  return { lasts, reason: short(`smtp_${responseCode}: ${wordsOf(response ?? message)}`) };
}

/** Reasons that say that the server refused the mail for good: not that it was away, nor our sign-in. As PostgreSQL reads it too. */
export const REFUSALS = '^(address: |smtp_5(?!3[045]))';
export const isRefusal = (reason: string) => new RegExp(REFUSALS).test(reason);

/** A reason as people read it, what the server said as it said it; null where it is none of these. */
export function mailFaultWords(reason: string): BilingualText | null {
  const smtp = /^smtp_(\d{3}): ?(.*)$/s.exec(reason);
  if (smtp)
    return {
      vi: `Máy chủ thư từ chối (${smtp[1]}): ${smtp[2]}`,
      en: `The mail server refused it (${smtp[1]}): ${smtp[2]}`,
    };
  const [, kind, detail] = /^(connection|address): ?(.*)$/s.exec(reason) ?? [];
  if (kind === 'connection')
    return {
      vi: `Không kết nối được máy chủ thư: ${detail}`,
      en: `The mail server could not be reached: ${detail}`,
    };
  return kind === 'address'
    ? { vi: `Địa chỉ không hợp lệ: ${detail}`, en: `The address is not valid: ${detail}` }
    : null;
}

/** The SMTP client's own codes and the system's: ESOCKET, ECONNREFUSED, ETIMEDOUT. */
const isFromTheWire = (code = '') => /^E[A-Z]+$/.test(code);

interface SmtpError {
  responseCode?: number;
  /** What the server said. */
  response?: string;
  code?: string;
  message?: string;
}

const wordsOf = (response: string) => response.replace(/^\d{3}[ -]/, '');
/** Servers repeat what they were sent: an address of the web or a long run of signs may be a key. */
const withoutKeys = (reason: string) =>
  reason.replace(/https?:\/\/\S+/gi, '…').replace(/[\w+/=-]{24,}/g, '…');
const short = (reason: string) => withoutKeys(reason.replace(/\s+/g, ' ').trim()).slice(0, 200);
