import type { VNode } from 'preact';
import { formatInstant, formatNumber } from '../web/format.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { SideLine } from '../web/components/side-marker.js';
import { words } from '../web/i18n/words.js';
import { agreementFileHref, overviewHref, sectorLeadersHref } from '../web/links.js';
import type { Language } from '../platform/text.js';
import type { AgreementListItem } from '../commitments/agreements/agreement-contents.queries.js';
import type { Waiting } from './work-counts.js';

interface AgreementTableProps {
  items: AgreementListItem[];
  language: Language;
  /** Tasks that wait for the reader, by agreement; for those for whom none can wait, nothing. */
  tasks?: Map<string, Pick<Waiting, 'count'>>;
  /** With revision, last change and file: for administrators. */
  full?: boolean;
}

/** Agreements, one a row. */
export function AgreementTable({ items, language, tasks, full = false }: AgreementTableProps): VNode {
  const t = words(language).agreements;
  const last = full ? fullColumns(language) : tasks ? [tasksColumn(language, tasks)] : [];
  return (
    <DataTable<AgreementListItem>
      caption={t.caption}
      class="agreements"
      rows={items}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'agreement',
          head: t.columns.agreement,
          rowHead: true,
          cell: (item) => <Name item={item} language={language} />,
        },
        {
          key: 'parties',
          head: t.columns.parties,
          cell: ({ parties }) => <Parties parties={parties} language={language} />,
        },
        {
          key: 'period',
          head: t.columns.period,
          cell: ({ period }) => (
            <span class="n">{`${period.from.slice(0, 4)}–${period.to.slice(0, 4)}`}</span>
          ),
        },
        {
          key: 'commitments',
          head: t.columns.commitments,
          numeric: true,
          phoneLabel: t.columns.commitments,
          cell: ({ commitments }) => formatNumber(commitments, language),
        },
        ...last,
      ]}
    />
  );
}

function Name({
  item: { slug, kind, number, title },
  language,
}: {
  item: AgreementListItem;
  language: Language;
}): VNode {
  return (
    <>
      <a class="title-link" href={overviewHref(slug)}>
        {words(language).documentNumber(kind, number)}
      </a>
      <span class="agreement-title">{title[language]}</span>
    </>
  );
}

function Parties({
  parties,
  language,
}: {
  parties: AgreementListItem['parties'];
  language: Language;
}): VNode {
  return (
    <span class="party-names">
      {parties.map(({ code, marker, name }) => (
        <SideLine party={code} marker={marker} key={code}>
          {name[language]}
        </SideLine>
      ))}
    </span>
  );
}

function tasksColumn(
  language: Language,
  tasks: Map<string, Pick<Waiting, 'count'>>,
): Column<AgreementListItem> {
  const t = words(language).agreements.columns;
  return {
    key: 'tasks',
    head: t.tasks,
    numeric: true,
    phoneLabel: t.tasks,
    cell: ({ slug }) => {
      const count = tasks.get(slug)?.count ?? 0;
      return count > 0 ? (
        <a href={`/viec-cua-toi#${slug}`}>{formatNumber(count, language)}</a>
      ) : (
        <span class="none">0</span>
      );
    },
  };
}

function fullColumns(language: Language): Column<AgreementListItem>[] {
  const t = words(language).agreements;
  return [
    {
      key: 'revision',
      head: t.columns.revision,
      numeric: true,
      phoneLabel: t.columns.revision,
      cell: ({ revision }) => formatNumber(revision, language),
    },
    {
      key: 'changed',
      head: t.columns.changed,
      phoneLabel: t.columns.changed,
      cell: ({ changedAt }) => <span class="n">{formatInstant(changedAt)}</span>,
    },
    {
      key: 'leaders',
      head: words(language).leaders.leader,
      cell: ({ slug, number }) => (
        <a href={sectorLeadersHref(slug)}>
          {t.leaders} <span class="sr">{number}</span>
        </a>
      ),
    },
    {
      key: 'file',
      head: t.columns.file,
      cell: ({ slug, number }) => (
        <a href={agreementFileHref(slug)} download={`${slug}.yaml`} title={t.downloadOf(number)}>
          {t.download} <span class="sr">{number}</span>
        </a>
      ),
    },
  ];
}
