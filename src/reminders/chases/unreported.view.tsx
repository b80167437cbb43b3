import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { periodName } from '../../calendar/reporting-period.js';
import { commitmentHref } from '../../commitments/parts/links.js';
import type { Language } from '../../platform/text.js';
import { ButtonLink } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Downloads } from '../../web/components/downloads.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { beginning } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { chaseHref, documentsHref, unreportedHref } from '../../web/links.js';
import type { Unreported, UnreportedBody } from './unreported.types.js';

export interface UnreportedPageProps {
  frame: Frame;
  slug: string;
  unreported: Unreported;
  /** Codes of the periods before and after, where there are such. */
  around: { previous: string; next: string | null };
  /** Whether the reader may chase: an office, and a leader through it. */
  canChase: boolean;
}

/** Which bodies owe a report on a period, whom they can be reached by, and what has been done about it. */
export function UnreportedPage(props: UnreportedPageProps): VNode {
  const { frame, slug, unreported, around, canChase } = props;
  const { language } = frame;
  const t = words(language).chase.unreported;
  const { period, items, total } = unreported;
  const reachable = items.filter(({ accounts }) => accounts.length > 0).length;
  const title = t.title(periodName(period.code)[language]);
  return (
    <Page {...frame} active={null} title={title}>
      <PageHead title={title} note={t.note(formatDay(period.dueOn), total, items.length)}>
        {canChase && reachable > 0 ? (
          <ButtonLink href={chaseHref(slug, { period: period.code })} primary icon="send">
            {t.all(reachable)}
          </ButtonLink>
        ) : null}
        {items.length > 0 ? (
          <Downloads
            title={title}
            files={[{ path: `agreements/${slug}/unreported`, query: `period=${period.code}`, kind: 'table' }]}
            language={language}
          />
        ) : null}
      </PageHead>
      {items.length === 0 ? (
        <NoticeBar tone="done" title={t.none}>
          {t.noneText}
        </NoticeBar>
      ) : (
        <DataTable<UnreportedBody>
          class="unreported"
          caption={title}
          columns={columnsOf(props)}
          rows={items}
          rowKey={({ body }) => body.code}
        />
      )}
      <p class="after-table">
        <a href={unreportedHref(slug, around.previous)}>{t.previous}</a>
        {around.next ? (
          <>
            {' · '}
            <a href={unreportedHref(slug, around.next)}>{t.next}</a>
          </>
        ) : null}
      </p>
    </Page>
  );
}

function columnsOf({ frame, slug, canChase }: UnreportedPageProps): Column<UnreportedBody>[] {
  const { language, viewer } = frame;
  const { chase } = words(language);
  const t = chase.unreported;
  const columns: Column<UnreportedBody>[] = [
    {
      key: 'body',
      head: t.columns.body,
      rowHead: true,
      cell: ({ body, party, marker, partyName }) => (
        <>
          {viewer?.party ? null : <SideMarker party={party} marker={marker} name={partyName[language]} />}{' '}
          {body.name[language]}
        </>
      ),
    },
    {
      key: 'accounts',
      head: t.columns.accounts,
      phoneLabel: t.columns.accounts,
      cell: ({ accounts }) => <Accounts accounts={accounts} language={language} />,
    },
    {
      key: 'owed',
      head: t.columns.owed,
      phoneLabel: t.columns.owed,
      cell: (item) => <Owed item={item} slug={slug} language={language} />,
    },
    {
      key: 'chased',
      head: t.columns.chased,
      phoneLabel: t.columns.chased,
      cell: ({ timesChased, lastChasedOn }) =>
        lastChasedOn ? (
          <span class="n">{t.chased(timesChased, formatDay(lastChasedOn))}</span>
        ) : (
          <span class="quiet">{t.notChased}</span>
        ),
    },
  ];
  if (!canChase) return columns;
  return [
    ...columns,
    {
      key: 'act',
      head: <span class="sr">{chase.button}</span>,
      cell: ({ body, accounts, commitments }) => (
        <span class="unreported-acts">
          {accounts.length > 0 ? (
            <ButtonLink
              href={chaseHref(slug, { body: body.code, codes: commitments.map(({ code }) => code) })}
            >
              {t.one} <span class="sr">{body.name[language]}</span>
            </ButtonLink>
          ) : null}
          {viewer?.role === 'coordinator' ? (
            <a href={documentsHref(slug, { kind: 'reminder_letter', body: body.code })}>
              {words(language).documents.letter} <span class="sr">{body.name[language]}</span>
            </a>
          ) : null}
        </span>
      ),
    },
  ];
}

function Accounts({ accounts, language }: Pick<UnreportedBody, 'accounts'> & { language: Language }): VNode {
  if (accounts.length === 0) return <span class="quiet">{words(language).chase.unreported.noAccount}</span>;
  return (
    <>
      {accounts.map(({ name, email }) => (
        <span class="lines" key={email}>
          {name[language]}
          <small>{email}</small>
        </span>
      ))}
    </>
  );
}

/** Characters of a title: the list is to be looked over. */
const MOST_OF_TITLE = 90;

function Owed({ item, slug, language }: { item: UnreportedBody; slug: string; language: Language }): VNode {
  const { overdue } = words(language).chase.unreported;
  return (
    <ul class="chase-commitments">
      {item.commitments.map(({ id, code, title, isOverdue }) => (
        <li key={id}>
          <a class="title-link" href={commitmentHref(slug, code)}>
            <span class="code n">{code}</span> {beginning(title[language], MOST_OF_TITLE)}
          </a>
          {isOverdue ? <small class="t-over"> {overdue}</small> : null}
        </li>
      ))}
    </ul>
  );
}
