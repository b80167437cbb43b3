import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { adminPages } from '../../web/components/admin-tabs.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Icon } from '../../web/components/icon.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import { formatLongDay, formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { RemindersAside } from './reminders-aside.view.js';
import type { RemindersFrame } from './reminders-page.types.js';

type Tab = 'preview' | 'ledger' | 'failures';

interface RemindersPageProps extends RemindersFrame {
  tab: Tab;
  /** The day shown, on the preview. */
  day?: Day;
  children: ComponentChildren;
}

/** Head, tabs and side column around the preview or the ledger. */
export function RemindersPage(props: RemindersPageProps): VNode {
  const { frame, ran, tab, day, children } = props;
  const t = words(frame.language).reminders;
  return (
    <Page {...frame} active="reminders" title={tab === 'preview' ? `${t.preview} · ${t.title}` : t.title}>
      <PageHead title={t.title} note={t.note}>
        {props.canRun ? <AdministratorLinks {...props} /> : null}
        {tab === 'preview' && day ? <DayForm {...props} day={day} /> : null}
        {props.canRun && tab === 'preview' && day && day <= props.today ? (
          <RunForm {...props} day={day} />
        ) : null}
      </PageHead>
      {ran ? (
        <NoticeBar
          tone={ran.failed > 0 ? 'late' : 'done'}
          title={t.ran(formatDay(ran.day), ran.planned, ran.sent, ran.skipped, ran.failed)}
          role="status"
        />
      ) : null}
      {props.resent ? (
        <NoticeBar
          tone={props.resent.failed > 0 ? 'late' : 'done'}
          title={resentWords(props.resent, frame.language)}
          role="status"
        />
      ) : null}
      <RunMissingNotice {...props} />
      <FailureNotice {...props} />
      <Tabs {...props} />
      <div class="columns reminders">
        <div>{children}</div>
        <RemindersAside {...props} />
      </div>
    </Page>
  );
}

function resentWords(
  { sent, skipped, failed }: NonNullable<RemindersFrame['resent']>,
  language: Language,
): string {
  const t = words(language).reminders;
  return sent + skipped + failed === 0 ? t.resentWaiting : t.resent(sent, skipped, failed);
}

function AdministratorLinks({ frame: { language }, tab }: RemindersPageProps): VNode | null {
  if (tab === 'preview') return null;
  const t = words(language).reminders;
  return (
    <>
      <ButtonLink href={`${adminPages.mail}#thu-kiem-tra`} icon="send">
        {t.testMail}
      </ButtonLink>
      <ButtonLink href="/quan-tri/hang-doi" icon="menu">
        {t.queue}
      </ButtonLink>
    </>
  );
}

/** Whoever waits for a mail sees why none comes. */
function RunMissingNotice({ frame: { language }, heartbeat: { missing } }: RemindersPageProps): VNode | null {
  if (missing === null) return null;
  const t = words(language).reminders.runMissing;
  return (
    <NoticeBar tone="over" title={t.title(formatDay(missing))}>
      {t.text}
    </NoticeBar>
  );
}

/** Whom it concerns sees it on every tab: a mail that failed is news to nobody else. */
function FailureNotice({ frame: { language }, failures }: RemindersPageProps): VNode | null {
  const { mails, lastDay } = failures;
  if (mails === 0 || lastDay === null) return null;
  const t = words(language).reminders;
  return (
    <NoticeBar tone="over" title={t.unsent(formatNumber(mails, language), formatDay(lastDay), mails)}>
      {t.unsentNext} <a href="/don-doc?status=failed">{t.unsentShow}</a>
    </NoticeBar>
  );
}

function Tabs({ frame: { language }, tab, totals }: RemindersPageProps): VNode {
  const t = words(language).reminders;
  const tabs: { key: Tab; href: string; count: number | null }[] = [
    { key: 'preview', href: '/don-doc/xem-truoc', count: null },
    { key: 'ledger', href: '/don-doc', count: null },
    { key: 'failures', href: '/don-doc?status=failed', count: totals.failed },
  ];
  return (
    <nav class="subtabs" aria-label={t.tabs}>
      <ul>
        {tabs.map(({ key, href, count }) => (
          <li key={key}>
            <a href={href} aria-current={key === tab ? 'page' : undefined}>
              {t[key]}
              {count === null ? null : (
                <span class={`n ${key === 'failures' && count > 0 ? 't-over' : 'code'}`}>
                  {' '}
                  {formatNumber(count, language)}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DayForm({ frame: { language }, day, wrongDay }: RemindersPageProps & { day: Day }): VNode {
  const t = words(language).reminders;
  return (
    <form method="get" action="/don-doc/xem-truoc" class="day-form">
      <DateField
        {...{ id: 'day', name: 'day', language, label: t.day, required: true }}
        value={wrongDay?.typed ?? day}
        error={wrongDay?.fault}
      />
      <Button icon="calendar">{t.show}</Button>
    </form>
  );
}

/** Sends mails, so it says what it will do before it can be sent. */
function RunForm({ frame, day }: RemindersPageProps & { day: Day }): VNode {
  const t = words(frame.language).reminders;
  return (
    <details class="menu run-menu" data-menu>
      <summary class="btn btn-primary">
        <Icon name="send" />
        <span>{t.run}…</span>
      </summary>
      <form method="post" action="/don-doc/chay" class="menu-panel">
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="date" value={day} />
        <p>{t.runText(formatLongDay(day, frame.language))}</p>
        <Button primary>{t.run}</Button>
      </form>
    </details>
  );
}
