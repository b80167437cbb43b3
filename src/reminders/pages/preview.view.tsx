import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { DataTable } from '../../web/components/data-table.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { OfAgreement } from '../../web/components/of-agreement.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatLongDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../../commitments/parts/links.js';
import { HANDFUL } from '../digest/digest.waiting.js';
import type { PreviewCommitment, PreviewItem } from './preview.queries.js';
import { silenceReasons } from '../ledger/reasons.js';
import { ruleName } from '../ledger/rule-name.js';
import { isWaiting } from '../plan/rules.js';
import { RemindersPage } from './reminders-frame.view.js';
import type { RemindersFrame } from './reminders-page.types.js';

export interface PreviewPageProps extends RemindersFrame {
  preview: PreviewItem;
  /** Where the mail of a recipient can be read; left out where it cannot. */
  mailHref?: (recipientId: number) => string;
}

type Told = PreviewItem['told'][number];
type Silent = PreviewItem['silent'][number];

/** Who will get what and why, and who will not; nothing is sent by looking. */
export function PreviewPage(props: PreviewPageProps): VNode {
  const { frame, preview } = props;
  const { language } = frame;
  const t = words(language).reminders;
  const items = preview.told.reduce((sum, { items: own }) => sum + own.length, 0);
  return (
    <RemindersPage {...props} tab="preview" day={preview.day}>
      {preview.working ? null : (
        <NoticeBar tone="info" title={t.dayOff}>
          {t.dayOffNext}
        </NoticeBar>
      )}
      {preview.calendarEntered ? null : (
        <NoticeBar tone="late" title={t.notEntered}>
          {t.notEnteredNext}
        </NoticeBar>
      )}
      {preview.run === 'coming' ? (
        <>
          <Section
            id="se-gui"
            title={t.willSend(formatLongDay(preview.day, language))}
            note={preview.told.length > 0 ? t.willSendNote(preview.told.length, items) : null}
          >
            {preview.told.length > 0 ? <ToldTable {...props} /> : <p class="empty">{t.nothing}</p>}
          </Section>
          <NotSent {...props} />
        </>
      ) : preview.working || preview.run === 'done' ? (
        <Over {...props} />
      ) : null}
    </RemindersPage>
  );
}

/** A day that is over: what was sent stands in the ledger, and nothing more will be. */
function Over({ frame: { language }, preview: { day, run } }: PreviewPageProps): VNode {
  const t = words(language).reminders;
  return (
    <Section id="da-gui" title={t.over[run === 'done' ? 'done' : 'missed'](formatLongDay(day, language))}>
      <p>
        {run === 'done' ? t.overDone : t.overMissed}{' '}
        <a href={`/don-doc?from=${day}&to=${day}`}>{t.overLedger}</a>
      </p>
    </Section>
  );
}

function ToldTable({ frame: { language, choices }, preview, mailHref }: PreviewPageProps): VNode {
  const t = words(language);
  const columns = t.reminders.columns;
  return (
    <DataTable<Told>
      caption={t.reminders.previewCaption}
      class="table-tight told"
      rows={preview.told}
      rowKey={({ recipient }) => recipient.id}
      columns={[
        {
          key: 'who',
          head: columns.who,
          rowHead: true,
          cell: ({ recipient }) => <Who recipient={recipient} language={language} />,
        },
        { key: 'role', head: columns.role, cell: ({ recipient }) => roleName(recipient.role, language) },
        {
          key: 'what',
          head: columns.what,
          cell: ({ items }) => <Entries items={items} language={language} several={choices.length > 1} />,
        },
        { key: 'why', head: columns.why, cell: ({ recipient }) => whyOf(recipient.role, language) },
        ...(mailHref
          ? [
              {
                key: 'mail',
                head: <span class="sr">{columns.mail}</span>,
                cell: ({ recipient }: Told) => (
                  <a href={mailHref(recipient.id)}>
                    {t.reminders.readMail} <span class="sr">{recipient.email}</span>
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Who({ recipient, language }: { recipient: Told['recipient']; language: Language }): VNode {
  return (
    <span class="recipient">
      <SideMarker party={recipient.party} marker={recipient.marker} />
      <span>
        <strong>{recipient.name[language]}</strong>
        <small>{recipient.email}</small>
      </span>
    </span>
  );
}

function Entries({
  items,
  language,
  several,
}: {
  items: Told['items'];
  language: Language;
  several: boolean;
}): VNode {
  const t = words(language).reminders;
  const byRule = Map.groupBy(items, ({ rule }) => rule.code);
  const isFolded = ({ rule }: Told['items'][number]) =>
    isWaiting(rule) && byRule.get(rule.code)!.length > HANDFUL;
  return (
    <ul class="entries">
      {[...byRule.values()]
        .filter(([first]) => isFolded(first!))
        .map((of) => (
          <Many items={of} language={language} key={of[0]!.rule.code} />
        ))}
      {items
        .filter((item) => !isFolded(item))
        .map(({ commitment, rule }) => {
          const isChase = rule.code.startsWith('overdue');
          const said = isChase ? t.chase(commitment.chased + 1) : lowered(ruleName(rule, language));
          return (
            <li key={`${commitment.id} ${rule.code}`}>
              <a
                class="count n"
                href={commitmentHref(commitment.slug, commitment.code)}
                title={commitment.title[language]}
              >
                {commitment.code}
              </a>{' '}
              <OfAgreement label={several ? documentOf(commitment, language) : null} />
              <span class={isChase ? 't-over' : rule.code === 'on_day' ? 't-late' : 't-run'}>{said}</span>
            </li>
          );
        })}
    </ul>
  );
}

/** More of one kind than a handful: one entry, which opens to its codes. */
function Many({ items, language }: { items: Told['items']; language: Language }): VNode {
  const t = words(language).reminders;
  return (
    <li>
      <details>
        <summary>
          <span class="n">{t.mailOf(items.length)}</span>{' '}
          <span class="t-run">{lowered(ruleName(items[0]!.rule, language))}</span>
        </summary>
        {items.map(({ commitment }) => (
          <>
            <a
              class="count n"
              href={commitmentHref(commitment.slug, commitment.code)}
              title={commitment.title[language]}
            >
              {commitment.code}
            </a>{' '}
          </>
        ))}
      </details>
    </li>
  );
}

/** Lead bodies of what is due that get no mail. */
function NotSent({ frame: { language, choices }, preview }: PreviewPageProps): VNode {
  const t = words(language).reminders;
  return (
    <Section id="se-khong-gui" title={t.willNot} note={t.willNotNote}>
      {preview.silent.length === 0 ? <p class="hint">{t.willNotNone}</p> : null}
      <ul class="silent">
        {preview.silent.map((entry) => (
          <NotTold
            entry={entry}
            language={language}
            several={choices.length > 1}
            key={`${entry.commitment.id} ${entry.party}`}
          />
        ))}
      </ul>
    </Section>
  );
}

function NotTold({
  entry,
  language,
  several,
}: {
  entry: Silent;
  language: Language;
  several: boolean;
}): VNode {
  const { commitment, body, followed, party, marker, reason } = entry;
  return (
    <li>
      <span class="recipient">
        <SideMarker party={party} marker={marker} />
        <span title={body.name[language]}>
          {body.short[language]}
          {followed ? <small>{words(language).reminders.followed(followed[language])}</small> : null}
        </span>
      </span>
      <a
        class="count n"
        href={commitmentHref(commitment.slug, commitment.code)}
        title={commitment.title[language]}
      >
        {commitment.code}
      </a>
      <span>
        {silenceReasons[reason][language]}
        <OfAgreement label={several ? documentOf(commitment, language) : null} />
      </span>
    </li>
  );
}

function documentOf({ agreement }: PreviewCommitment, language: Language): string {
  return words(language).documentNumber(agreement.kind, agreement.number);
}

function roleName(role: string, language: Language): string {
  const names: Record<string, string | undefined> = words(language).roles;
  return names[role] ?? role;
}

function whyOf(role: string, language: Language): string {
  const reasons: Record<string, string | undefined> = words(language).reminders.why;
  return reasons[role] ?? '';
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
