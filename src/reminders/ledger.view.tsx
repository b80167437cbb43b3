import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { dayOf } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { Button, CsrfField } from '../web/components/button.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import type { IconName } from '../web/components/icon.js';
import { OfAgreement } from '../web/components/of-agreement.js';
import { Section } from '../web/components/section.js';
import { SideMarker } from '../web/components/side-marker.js';
import { Badge, type Tone } from '../web/components/badge.js';
import { formatInstant, formatNumber, formatTime } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { commitmentHref } from '../commitments/parts/links.js';
import { LedgerFilters, ledgerQuery } from './ledger-filters.view.js';
import { reasonLabel } from './reasons.js';
import type { ReminderItem, ReminderStatus } from './reminder.types.js';
import { RemindersPage } from './reminders-frame.view.js';
import type { LedgerPageProps } from './reminders-page.types.js';

const marks: Record<ReminderStatus, { tone: Tone; icon: IconName }> = {
  planned: { tone: 'late', icon: 'clock' },
  claimed: { tone: 'late', icon: 'clock' },
  sent: { tone: 'done', icon: 'check' },
  failed: { tone: 'over', icon: 'over' },
  skipped: { tone: 'idle', icon: 'block' },
};

/** Who was told what and when; who was not, and why. */
export function LedgerPage(props: LedgerPageProps): VNode {
  const { frame, items, total, nextCursor, filter } = props;
  const t = words(frame.language).reminders;
  const isFiltered = ledgerQuery(filter) !== '';
  return (
    <RemindersPage {...props} tab={filter.status === 'failed' ? 'failures' : 'ledger'}>
      <Section id="so" title={t.ledger} note={t.rows(formatNumber(total, frame.language))}>
        <LedgerFilters {...props} />
        {items.length === 0 ? (
          <p class="empty">{isFiltered ? t.empty : t.emptyAll}</p>
        ) : (
          <DataTable<ReminderItem>
            caption={t.caption}
            class="table-tight ledger"
            rows={items}
            rowKey={({ id }) => id}
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

function columnsOf(props: LedgerPageProps): Column<ReminderItem>[] {
  const { language, choices } = props.frame;
  const t = words(language).reminders.columns;
  return [
    { key: 'day', head: t.day, cell: ({ day }) => <span class="n">{formatDay(day)}</span> },
    { key: 'recipient', head: t.recipient, cell: (item) => <Recipient {...props} item={item} /> },
    {
      key: 'commitment',
      head: t.commitment,
      rowHead: true,
      cell: ({ commitment }) => (
        <>
          <a
            class="title-link"
            href={commitmentHref(commitment.agreement.slug, commitment.code)}
            title={commitment.name[language]}
          >
            <span class="code n">{commitment.code}</span> {commitment.name[language]}
          </a>
          <OfAgreement label={choices.length > 1 ? documentOf(commitment.agreement, language) : null} />
        </>
      ),
    },
    { key: 'rule', head: t.rule, cell: ({ rule }) => rule.name[language] },
    { key: 'result', head: t.result, cell: (item) => <Result {...props} item={item} /> },
  ];
}

function documentOf({ kind, number }: ReminderItem['commitment']['agreement'], language: Language): string {
  return words(language).documentNumber(kind, number);
}

function Recipient({ item, parties, frame: { language } }: LedgerPageProps & { item: ReminderItem }): VNode {
  const party = parties.find(({ code }) => code === item.recipient.party);
  return (
    <span class="recipient">
      {party ? <SideMarker party={party.code} marker={party.marker} name={party.name[language]} /> : <span />}
      <span>
        {item.recipient.name[language]}
        <small>{item.recipient.email}</small>
      </span>
    </span>
  );
}

function Result(props: LedgerPageProps & { item: ReminderItem }): VNode {
  const { item, frame } = props;
  const { language } = frame;
  const t = words(language).reminders;
  const { tone, icon } = marks[item.status];
  return (
    <>
      <Badge tone={tone} icon={icon}>
        {item.status === 'sent' && item.sentAt
          ? t.sentAt(sentAt(item.sentAt, item.day))
          : t.statuses[item.status]}
      </Badge>
      {item.illustrative ? <span class="illustrative">{t.illustrative}</span> : null}
      {item.reason ? <p class="aside-text">{reasonLabel(item.reason)[language]}</p> : null}
      {props.canRun && isFirstOfItsMail(item, props.items) ? (
        <form method="post" action={`/don-doc/thu/${item.digest}/gui-lai`} class="resend">
          <CsrfField token={frame.csrf} />
          <Button icon="send">
            {t.resend} <span class="sr">{item.recipient.email}</span>
          </Button>
        </form>
      ) : null}
      {item.messageId ? (
        <details class="message-id">
          <summary>
            {t.messageId} <span class="sr">{t.messageIdOf(item.id)}</span>
          </summary>
          <code>{item.messageId}</code>
        </details>
      ) : null}
    </>
  );
}

/** One button a mail, however many of its items failed. */
function isFirstOfItsMail(item: ReminderItem, items: ReminderItem[]): boolean {
  return (
    item.canResend && items.find(({ digest, canResend }) => canResend && digest === item.digest) === item
  );
}

/** The hour alone, where the mail went out on its day. */
function sentAt(instant: string, day: string): string {
  return dayOf(new Date(instant)) === day ? formatTime(instant) : formatInstant(instant);
}
