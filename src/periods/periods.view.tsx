import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { anyPeriodName } from '../calendar/longer-periods.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Language } from '../platform/text.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { PageHead, Section } from '../web/components/section.js';
import { SideLine } from '../web/components/side-marker.js';
import { formatRange } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { frozenHref, periodsHref } from '../web/links.js';
import { LookUp } from './look-up.view.js';
import type { PeriodItem, PeriodSide } from './periods.types.js';

export interface PeriodsPageProps {
  frame: Frame;
  agreement: AgreementRef;
  items: PeriodItem[];
  nextCursor: string | null;
}

/** Every period with the state of each side, months apart from what is longer. */
export function PeriodsPage({ frame, agreement, items, nextCursor }: PeriodsPageProps): VNode {
  const { language } = frame;
  const t = words(language).periods;
  const { slug, cutoffDay, dueDay } = agreement;
  const months = items.filter(({ kind }) => kind === 'month');
  const longer = items.filter(({ kind }) => kind !== 'month');
  return (
    <Page {...frame} active="overview" title={t.title}>
      <PageHead title={t.title} note={t.note(cutoffDay, dueDay, frame.agreement?.sides.length ?? 2)}>
        <LookUp language={language} />
      </PageHead>
      <div class="columns periods">
        <PeriodTable id="thang" title={t.months} items={months} slug={slug} language={language} />
        <PeriodTable id="dai-hon" title={t.longer} items={longer} slug={slug} language={language} />
      </div>
      {nextCursor ? (
        <p class="after-table">
          <a href={`${periodsHref(slug)}?cursor=${nextCursor}`}>{t.older}</a>
        </p>
      ) : null}
    </Page>
  );
}

interface TableProps {
  id: string;
  title: string;
  items: PeriodItem[];
  slug: string;
  language: Language;
}

function PeriodTable({ id, title, items, slug, language }: TableProps): VNode | null {
  if (items.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <DataTable<PeriodItem>
        class="period-table"
        caption={title}
        columns={columnsOf(slug, language)}
        rows={items}
        rowKey={({ code }) => code}
      />
    </Section>
  );
}

function columnsOf(slug: string, language: Language): Column<PeriodItem>[] {
  const t = words(language).periods;
  return [
    {
      key: 'period',
      head: t.columns.period,
      rowHead: true,
      cell: ({ code, from, to }) => (
        <span class="lines">
          <a href={periodsHref(slug, code)}>{anyPeriodName(code)[language]}</a>
          <small class="n">{formatRange(from, to)}</small>
        </span>
      ),
    },
    {
      key: 'due',
      head: t.columns.due,
      phoneLabel: t.columns.due,
      cell: ({ dueOn }) => <span class="n">{formatDay(dueOn)}</span>,
    },
    {
      key: 'sides',
      head: t.columns.sides,
      cell: ({ sides }) => (
        <div class="period-sides">
          {sides.map((side) => (
            <SideState side={side} language={language} key={side.party} />
          ))}
        </div>
      ),
    },
    {
      key: 'joint',
      head: t.columns.joint,
      phoneLabel: t.columns.joint,
      cell: ({ joint }) =>
        joint ? (
          <a class="n frozen-link" href={frozenHref(joint.code)}>
            {joint.code}
          </a>
        ) : (
          <span class="quiet">{t.noCodeYet}</span>
        ),
    },
  ];
}

function SideState({ side, language }: { side: PeriodSide; language: Language }): VNode {
  const t = words(language).periods;
  const { party, marker, name, state, frozen, reports } = side;
  return (
    <SideLine party={party} marker={marker} name={name[language]}>
      {frozen ? (
        <a class="n frozen-link" href={frozenHref(frozen.code)}>
          {frozen.code}
        </a>
      ) : (
        <span class={state === 'ready' && reports?.owed ? 't-late' : 'quiet'}>{t.states[state]}</span>
      )}
      {reports ? (
        <small class="n">
          {reports.owed === 0 ? t.nothingOwed : t.short(reports.gave, reports.owed, reports.missing)}
        </small>
      ) : null}
    </SideLine>
  );
}
