import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { PartOnPaper } from '../../web/components/part-on-paper.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { LedgerFilters, ledgerQuery } from './ledger-filters.view.js';
import { MailContent, MailResult } from './ledger-mail.view.js';
import type { LedgerMail } from './ledger-mails.queries.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import { RemindersPage } from './reminders-frame.view.js';
import type { LedgerPageProps } from './reminders-page.types.js';

/** Who was told what and when, a row a mail; who was not, and why. */
export function LedgerPage(props: LedgerPageProps): VNode {
  const { frame, mails, total, totalMails, mailsBefore, nextCursor, filter } = props;
  const t = words(frame.language).reminders;
  const isFiltered = ledgerQuery(filter) !== '';
  const note = t.rows(formatNumber(totalMails, frame.language), formatNumber(total, frame.language));
  return (
    <RemindersPage {...props} tab={filter.status === 'failed' ? 'failures' : 'ledger'}>
      <Section id="so" title={t.ledger} note={note}>
        <LedgerFilters {...props} />
        <PartOnPaper before={mailsBefore} shown={mails.length} total={totalMails} language={frame.language} />
        {mails.length === 0 ? (
          <p class="empty">{isFiltered ? t.empty : t.emptyAll}</p>
        ) : (
          <DataTable<LedgerMail>
            caption={t.caption}
            class="table-tight ledger"
            rows={mails}
            rowKey={({ digest }) => digest}
            columns={columnsOf(props)}
          />
        )}
        {nextCursor ? (
          <p class="ledger-next">
            <a href={`/don-doc?${ledgerQuery(filter, nextCursor)}`} rel="next">
              {t.next}
            </a>
          </p>
        ) : null}
      </Section>
    </RemindersPage>
  );
}

function columnsOf(props: LedgerPageProps): Column<LedgerMail>[] {
  const t = words(props.frame.language).reminders.columns;
  return [
    { key: 'day', head: t.day, cell: ({ items: [first] }) => <span class="n">{formatDay(first!.day)}</span> },
    {
      key: 'recipient',
      head: t.recipient,
      rowHead: true,
      cell: ({ items: [first] }) => <Recipient {...props} recipient={first!.recipient} />,
    },
    { key: 'commitment', head: t.commitment, cell: (mail) => <MailContent {...props} mail={mail} /> },
    { key: 'result', head: t.result, cell: (mail) => <MailResult {...props} mail={mail} /> },
  ];
}

function Recipient({
  recipient,
  parties,
  frame: { language },
}: LedgerPageProps & { recipient: ReminderItem['recipient'] }): VNode {
  const party = parties.find(({ code }) => code === recipient.party);
  return (
    <span class="recipient">
      {party ? <SideMarker party={party.code} marker={party.marker} name={party.name[language]} /> : <span />}
      <span>
        {recipient.name[language]}
        <small>{recipient.email}</small>
      </span>
    </span>
  );
}
