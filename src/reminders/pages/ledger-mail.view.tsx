import type { VNode } from 'preact';
import { commitmentHref } from '../../commitments/parts/links.js';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { OfAgreement } from '../../web/components/of-agreement.js';
import { words } from '../../web/i18n/words.js';
import type { LedgerMail } from './ledger-mails.queries.js';
import { reasonLabel } from '../ledger/reasons.js';
import { ruleName } from '../ledger/rule-name.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import type { LedgerPageProps } from './reminders-page.types.js';

type MailProps = LedgerPageProps & { mail: LedgerMail };

/** What the mail says: one commitment as it is, several in one row that opens. */
export function MailContent(props: MailProps): VNode {
  const { mail, frame } = props;
  const t = words(frame.language).reminders;
  const [first] = mail.items;
  if (mail.count === 1 && first)
    return (
      <>
        {mail.mailKind === 'notice' ? <p class="mail-kind">{t.isNotice}</p> : null}
        <Entry {...props} item={first} />
      </>
    );
  return (
    <details class="mail-items" id={`thu-${mail.digest}`}>
      <summary>
        <Icon name="right" size={12} /> <strong>{t.mailHas[mail.mailKind](mail.count)}</strong>{' '}
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
