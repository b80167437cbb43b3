import type { VNode } from 'preact';
import type { Day } from '../../platform/clock.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { capital, formatLongDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import { MailContent } from './ledger-mail.view.js';
import { MailResult } from './ledger-result.view.js';
import type { LedgerMail } from './ledger-mails.queries.js';
import type { LedgerPageProps } from './reminders-page.types.js';

/** The mails of each day under its name: a row a mail, those of one recipient one below the other. */
export function LedgerDays(props: LedgerPageProps): VNode {
  const { mails, mailsOn, frame } = props;
  const { language } = frame;
  const t = words(language).reminders;
  return (
    <>
      {[...Map.groupBy(mails, ({ day }) => day)].map(([day, of]) => (
        <section class="ledger-day" key={day} aria-labelledby={`ngay-${day}`}>
          <h3 id={`ngay-${day}`} class="n">
            {capital(formatLongDay(day, language))}{' '}
            <span class="aside-text">{t.mailsShown(of.length, mailsOn[day] ?? of.length)}</span>
          </h3>
          <DataTable<LedgerMail>
            caption={t.captionOf(formatLongDay(day, language))}
            class="table-tight ledger"
            rows={of}
            rowKey={({ digest }) => digest}
            columns={columnsOf(props, of, day)}
          />
        </section>
      ))}
    </>
  );
}

function columnsOf(props: LedgerPageProps, of: LedgerMail[], day: Day): Column<LedgerMail>[] {
  const t = words(props.frame.language).reminders.columns;
  const isFirstOf = (mail: LedgerMail) =>
    of.find(({ recipientId }) => recipientId === mail.recipientId) === mail;
  return [
    {
      key: 'recipient',
      head: t.recipient,
      rowHead: true,
      cell: (mail) => <Recipient {...props} recipient={mail.items[0]!.recipient} again={!isFirstOf(mail)} />,
    },
    { key: 'content', head: t.what, cell: (mail) => <MailContent {...props} mail={mail} /> },
    { key: 'result', head: t.result, cell: (mail) => <MailResult {...props} mail={mail} day={day} /> },
  ];
}

function Recipient({
  recipient,
  again,
  parties,
  frame: { language },
}: LedgerPageProps & { recipient: ReminderItem['recipient']; again: boolean }): VNode {
  const party = parties.find(({ code }) => code === recipient.party);
  return (
    <span class={again ? 'recipient recipient-again' : 'recipient'}>
      {party ? <SideMarker party={party.code} marker={party.marker} name={party.name[language]} /> : <span />}
      <span>
        {recipient.name[language]}
        <small>{recipient.email}</small>
      </span>
    </span>
  );
}
