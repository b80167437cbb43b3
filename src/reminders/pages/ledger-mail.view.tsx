import type { VNode } from 'preact';
import { commitmentHref } from '../../commitments/parts/links.js';
import { dayOf } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { Badge, type Tone } from '../../web/components/badge.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { Icon, type IconName } from '../../web/components/icon.js';
import { OfAgreement } from '../../web/components/of-agreement.js';
import { formatInstant, formatTime } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { LedgerMail } from './ledger-mails.queries.js';
import { reasonLabel } from '../ledger/reasons.js';
import { ruleName } from '../ledger/rule-name.js';
import type { ReminderItem, ReminderStatus } from '../ledger/reminder.types.js';
import type { LedgerPageProps } from './reminders-page.types.js';

const marks: Record<ReminderStatus, { tone: Tone; icon: IconName }> = {
  planned: { tone: 'late', icon: 'clock' },
  claimed: { tone: 'late', icon: 'clock' },
  sent: { tone: 'done', icon: 'check' },
  failed: { tone: 'over', icon: 'over' },
  skipped: { tone: 'idle', icon: 'block' },
};

type MailProps = LedgerPageProps & { mail: LedgerMail };

/** What the mail says: one commitment as it is, several in one row that opens. */
export function MailContent(props: MailProps): VNode {
  const { mail, frame } = props;
  const t = words(frame.language).reminders;
  const [first] = mail.items;
  if (mail.count === 1 && first) return <Entry {...props} item={first} />;
  return (
    <details class="mail-items" id={`thu-${mail.digest}`}>
      <summary>
        <Icon name="right" size={12} /> <strong>{t.mailOf(mail.count)}</strong>{' '}
        <span class="aside-text n">{codesOf(mail)}</span>
      </summary>
      <ul>
        {mail.items.map((item) => (
          <li key={item.id}>
            <Entry {...props} item={item} />
          </li>
        ))}
      </ul>
      {mail.count > mail.items.length ? (
        <p class="hint">{t.moreInMail(mail.count - mail.items.length)}</p>
      ) : null}
    </details>
  );
}

const MOST_CODES = 6;

function codesOf({ items, count }: LedgerMail): string {
  const codes = items.slice(0, MOST_CODES).flatMap(({ commitment }) => commitment?.code ?? []);
  return `${codes.join(', ')}${count > MOST_CODES ? '…' : ''}`;
}

function Entry({ item, mail, frame: { language, choices } }: MailProps & { item: ReminderItem }): VNode {
  const { agreement, rule, status, reason } = item;
  const label = choices.length > 1 ? words(language).documentNumber(agreement.kind, agreement.number) : null;
  return (
    <>
      <About item={item} language={language} />
      <OfAgreement label={label} />
      <p class="aside-text">
        {ruleName(rule, language)}
        {sameStatus(mail) ? null : ` · ${words(language).reminders.statuses[status]}`}
        {reason ? ` · ${reasonLabel(reason)[language]}` : null}
      </p>
    </>
  );
}

/** The commitment, or what else it is about. */
function About({ item, language }: { item: ReminderItem; language: Language }): VNode | null {
  const { agreement, commitment, subject } = item;
  if (!commitment)
    return subject && <a class="title-link" href={subject.path} children={subject.title[language]} />;
  const { code, name } = commitment;
  return (
    <a class="title-link" href={commitmentHref(agreement.slug, code)} title={name[language]}>
      <span class="code n">{code}</span> {name[language]}
    </a>
  );
}

const sameStatus = ({ items }: LedgerMail): boolean =>
  items.every(({ status }) => status === items[0]?.status);

/** What became of the mail; where its entries fared differently, of how many of them. */
export function MailResult(props: MailProps): VNode {
  const { mail, frame, canRun } = props;
  const { items } = mail;
  const t = words(frame.language).reminders;
  const resendable = items.find(({ canResend }) => canResend);
  const sent = items.find(({ messageId }) => messageId);
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
      {canRun && resendable ? (
        <form method="post" action={`/don-doc/thu/${mail.digest}/gui-lai`} class="resend">
          <CsrfField token={frame.csrf} />
          <Button icon="send">
            {t.resend} <span class="sr">{resendable.recipient.email}</span>
          </Button>
        </form>
      ) : null}
      {sent ? (
        <details class="message-id">
          <summary>
            {t.messageId} <span class="sr">{t.messageIdOf(mail.digest)}</span>
          </summary>
          <code>{sent.messageId}</code>
        </details>
      ) : null}
    </>
  );
}

function resultOf(mail: LedgerMail, status: ReminderStatus, language: Language): string {
  const t = words(language).reminders;
  const of = mail.items.filter((item) => item.status === status);
  const sent = of.find(({ sentAt }) => sentAt);
  const word =
    status === 'sent' && sent?.sentAt ? t.sentAt(sentAtOf(sent.sentAt, sent.day)) : t.statuses[status];
  return sameStatus(mail) ? word : t.statusCount(word, of.length);
}

/** The hour alone, where the mail went out on its day. */
function sentAtOf(instant: string, day: string): string {
  return dayOf(new Date(instant)) === day ? formatTime(instant) : formatInstant(instant);
}
