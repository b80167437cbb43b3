import { isRefusal } from '../../platform/mail/mail-fault.js';
import type { MailKind } from '../ledger/reminder.types.js';

/** What there is to do where a mail did not go out, by what the server said. */
export type Remedy =
  'address' | 'signIn' | 'refused' | 'busy' | 'away' | 'noticeBusy' | 'noticeAway' | 'program';

/**
 * @param kind what a digest did not tell, the next one does; a notice is tried again for a while, and then waits for somebody
 * @returns null where there is nothing to mend: the ledger left it out for a reason of its own
 */
export function remedyOf(reason: string, kind: MailKind): Remedy | null {
  if (/^(address: |smtp_55[0135])/.test(reason)) return 'address';
  if (/^smtp_53[045]/.test(reason)) return 'signIn';
  if (isRefusal(reason)) return 'refused';
  if (reason.startsWith('smtp_4')) return kind === 'notice' ? 'noticeBusy' : 'busy';
  if (reason.startsWith('connection: ')) return kind === 'notice' ? 'noticeAway' : 'away';
  return reason.startsWith('internal: ') ? 'program' : null;
}
