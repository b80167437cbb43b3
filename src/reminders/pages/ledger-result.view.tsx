import type { VNode } from 'preact';
import { dayOf, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { Badge, type Tone } from '../../web/components/badge.js';
import { Button, CsrfField } from '../../web/components/button.js';
import type { IconName } from '../../web/components/icon.js';
import { formatInstant, formatTime } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { reasonLabel } from '../ledger/reasons.js';
import type { ReminderStatus } from '../ledger/reminder.types.js';
import type { LedgerMail } from './ledger-mails.queries.js';
import { remedyOf } from './remedy.js';
import type { LedgerPageProps } from './reminders-page.types.js';

const marks: Record<ReminderStatus, { tone: Tone; icon: IconName }> = {
  planned: { tone: 'late', icon: 'clock' },
  claimed: { tone: 'late', icon: 'clock' },
  sent: { tone: 'done', icon: 'check' },
  failed: { tone: 'over', icon: 'over' },
  skipped: { tone: 'idle', icon: 'block' },
};

type ResultProps = LedgerPageProps & { mail: LedgerMail; day: Day };

/** What became of the mail; where its entries fared differently, of how many of them. */
export function MailResult(props: ResultProps): VNode {
  const { mail, frame, canRun } = props;
  const { items } = mail;
  const t = words(frame.language).reminders;
  const resendable = items.find(({ canResend }) => canResend);
  return (
    <>
      {[...new Set(items.map(({ status }) => status))].map((status) => (
        <p key={status}>
          <Badge {...marks[status]}>{resultOf(mail, status, frame.language)}</Badge>
        </p>
      ))}
      {items.some(({ illustrative }) => illustrative) ? (
        <span class="illustrative">{t.illustrative}</span>
      ) : null}
      <WhyNot {...props} />
      {canRun && resendable ? (
        <form method="post" action={`/don-doc/thu/${mail.digest}/gui-lai`} class="resend">
          <CsrfField token={frame.csrf} />
          <Button icon="send">
            {t.resend} <span class="sr">{resendable.recipient.email}</span>
          </Button>
        </form>
      ) : null}
      <MessageId {...props} />
    </>
  );
}

/** What the server said, and what there is to do: of a mail that failed, and of one that is to be tried again. */
function WhyNot({ mail, frame: { language }, canRun }: ResultProps): VNode | null {
  const { status, reason, attempts } = mail.mail;
  const failed = mail.items.find((item) => item.status === 'failed')?.reason ?? null;
  const said = failed ?? (status === 'planned' ? reason : null);
  const remedy = said && remedyOf(said, mail.mailKind);
  if (!said || !remedy) return null;
  const t = words(language).reminders;
  return (
    <p class="why-not">
      {reasonLabel(said)[language]}. {failed === null ? t.triedSoFar(attempts) : null}
      <strong>{t.remedies[remedy]}</strong>{' '}
      {!canRun ? null : remedy === 'address' ? (
        <a href={`/quan-tri/tai-khoan/${mail.recipientId}`}>{t.openAccount}</a>
      ) : (
        <a href="/quan-tri/thu#thu-kiem-tra">{t.openTest}</a>
      )}
    </p>
  );
}

function MessageId({ mail, frame: { language } }: ResultProps): VNode | null {
  const sent = mail.items.find(({ messageId }) => messageId);
  if (!sent) return null;
  const t = words(language).reminders;
  return (
    <details class="message-id">
      <summary>
        {t.messageId} <span class="sr">{t.messageIdOf(mail.digest)}</span>
      </summary>
      <code>{sent.messageId}</code>
    </details>
  );
}

function resultOf(mail: LedgerMail, status: ReminderStatus, language: Language): string {
  const t = words(language).reminders;
  const of = mail.items.filter((item) => item.status === status);
  const sent = of.find(({ sentAt }) => sentAt);
  const word =
    status === 'sent' && sent?.sentAt ? t.sentAt(sentAtOf(sent.sentAt, sent.day)) : t.statuses[status];
  return of.length === mail.items.length ? word : t.statusCount(word, of.length);
}

/** The hour alone, where the mail went out on its day. */
function sentAtOf(instant: string, day: string): string {
  return dayOf(new Date(instant)) === day ? formatTime(instant) : formatInstant(instant);
}
