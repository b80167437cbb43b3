import type { VNode } from 'preact';
import { reasonLabel } from '../../reminders/ledger/reasons.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Language } from '../../platform/text.js';
import type { UserItem } from './user.types.js';

/** Mails about the account that never arrived, and why, of which what a mail server said stays as it said it; of digests the page speaks beside it. */
export function MailFaults({ user, language }: { user: UserItem; language: Language }): VNode | null {
  const faults = user.mailFaults.filter(({ mail }) => mail !== 'digest');
  if (faults.length === 0) return null;
  const t = words(language).users.mailFaults;
  return (
    <NoticeBar tone="over" title={t.title}>
      {faults.map(({ mail, at, reason }) => (
        <span key={mail}>
          {t.one(t.mails[mail] ?? t.other, formatInstant(at), reasonLabel(reason)[language])}{' '}
        </span>
      ))}
      {user.invited ? t.remedyInvited : t.remedy}
    </NoticeBar>
  );
}
