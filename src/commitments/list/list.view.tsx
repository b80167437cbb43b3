import type { VNode } from 'preact';
import { Icon } from '../../web/components/icon.js';
import { PageHead } from '../../web/components/section.js';
import { ButtonLink, PrintButton } from '../../web/components/button.js';
import { Downloads } from '../../web/components/downloads.js';
import type { Frame } from '../../web/frame.js';
import { intakeHref, sheetFileHref, sheetsHref, timelineHref } from '../../web/links.js';
import { words } from '../../web/i18n/words.js';
import { PrintLegend } from '../parts/print-legend.js';
import { Page } from '../../web/layout.js';
import { listHref, listQuery, type ListFilter } from '../parts/links.js';
import { PastNotice } from '../parts/past.view.js';
import type { DaysAsked } from '../read/days.js';
import { SentNotice } from '../updates/sent-notice.view.js';
import { ActiveFilters } from './active-filters.js';
import { FilterRow } from './filter-row.js';
import type { ListViewProps } from './list-props.js';
import { countedTotal, ListTable } from './list-table.js';
import { ShapeForm, ShapePanel } from './shape-panel.js';
import { PickBar, PickForm } from './picking.js';
import { StandingTabs } from './standing-tabs.js';

/** Find any commitment. One GET form, so that the address can be shared; with htmx only `#results` is replaced. */
export function ListView(props: ListViewProps): VNode {
  const { frame, slug, filter, asOf, knownAt } = props;
  const t = words(frame.language).list;
  return (
    <Page {...frame} active="commitments" title={t.title} asOf={asOf} knownAt={knownAt} landscape>
      <SentNotice said={props.said} frame={frame} />
      <form
        class="list"
        method="get"
        action={listHref(slug)}
        hx-get={listHref(slug)}
        hx-target="#results"
        hx-select="#results > *"
        hx-select-oob="#list-note,#sheet,#downloads,#shape,#shape-form"
        hx-swap="innerHTML"
        hx-push-url="true"
        hx-sync="this:replace"
        hx-trigger="submit, change from:#results, input delay:300ms from:#q, search from:#q"
      >
        <PageHead title={t.title} note={<ListNote {...props} />}>
          <span class="search-box">
            <Icon name="search" />
            <input
              class="input"
              type="search"
              id="q"
              name="q"
              value={filter.q ?? ''}
              placeholder={t.search}
              aria-label={t.search}
              data-most={200}
              autocomplete="off"
            />
          </span>
          <button type="submit" class="btn no-js">
            {words(frame.language).search}
          </button>
          <ButtonLink href={timelineHref(slug)}>{words(frame.language).timeline.link}</ButtonLink>
          <ShapePanel {...props} />
          <Downloads
            title={t.title}
            files={[
              { path: `agreements/${slug}/commitments`, query: listQuery(listed(filter)), kind: 'table' },
            ]}
            edit={canReport(frame) ? editOf(slug, filter) : undefined}
            bring={mayBring(frame) ? intakeHref(slug) : undefined}
            language={frame.language}
          />
          <PrintButton language={frame.language} />
        </PageHead>
        <Results {...props} />
      </form>
      <ShapeForm {...props} />
      <PickForm {...props} />
      <PrintLegend {...frame} />
    </Page>
  );
}

const canReport = ({ viewer }: Frame) => viewer?.role === 'liaison' || viewer?.role === 'coordinator';

const mayBring = ({ viewer }: Frame) => viewer?.role === 'coordinator' || viewer?.role === 'admin';

/** What is edited is the present, of whatever day the list is. */
function editOf(slug: string, filter: ListFilter) {
  const query = listQuery({ ...listed(filter), asOf: undefined, knownAt: undefined });
  return { file: sheetFileHref(slug, query), handIn: sheetsHref(slug, query) };
}

/** All that depends on the filters, but for the count beside the title. */
function Results(props: ListViewProps): VNode {
  const { frame, slug, filter } = props;
  const hrefOf = (days: DaysAsked) =>
    listHref(slug, { ...filter, asOf: undefined, knownAt: undefined, ...days });
  return (
    <div class="results" id="results">
      <PastNotice slug={slug} language={frame.language} shown={props} today={props.today} hrefOf={hrefOf} />
      <StandingTabs {...props} />
      <FilterRow {...props} />
      <ActiveFilters {...props} />
      <div data-answer="rows">
        <ListTable {...props} />
      </div>
      <PickBar {...props} />
    </div>
  );
}

function ListNote({ frame, number, filter, page }: ListViewProps): VNode {
  const t = words(frame.language).list;
  const note = hasFilter(filter) ? t.noteSome : t.note;
  return (
    <span class="n" id="list-note" role="status" data-answer>
      {note(countedTotal(page, frame.language), documentOf(frame, number))}
    </span>
  );
}

/** Files have every column, and each commitment once. */
function listed({ columns: _columns, by: _by, ...filter }: ListFilter): ListFilter {
  return filter;
}

function hasFilter({ sort: _sort, columns: _columns, by: _by, ...filter }: ListFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '');
}

function documentOf({ agreement, language }: ListViewProps['frame'], number: string): string {
  return words(language).documentNumber(agreement?.kind ?? 'agreement', number);
}
