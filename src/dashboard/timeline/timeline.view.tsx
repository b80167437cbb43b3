import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { statuses } from '../../commitments/commitment.types.js';
import { commitmentHref, listHref, listQuery } from '../../commitments/parts/links.js';
import { DaysMenu, PastNotice } from '../../commitments/parts/past.view.js';
import { askedFor, type DaysAsked } from '../../commitments/read/days.js';
import { Button, ButtonLink, PrintButton } from '../../web/components/button.js';
import { Downloads, type Download } from '../../web/components/downloads.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { Select } from '../../web/components/select.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { timelineHref } from '../../web/links.js';
import { TimelineGrid } from './timeline-axis.view.js';
import { asOnPage, timelineGroupings } from './timeline-grouping.js';
import { groupings, type Grouping } from './timeline.dto.js';
import { groupsOf } from './timeline-groups.js';
import { TimelineLegend } from './timeline-legend.view.js';
import type { TimelineProps } from './timeline.props.js';
import { timeScale } from './timeline-scale.js';
import { TimelineTable } from './timeline-table.view.js';
import type { TimelineItem } from './timeline.types.js';

/** When each commitment is due, was extended and was done, quarter by quarter. */
export function TimelineView(props: TimelineProps): VNode {
  const { frame, slug, timeline, by, filter, asked } = props;
  const { language, today } = frame;
  const t = words(language).timeline;
  const dated = timeline.items.filter(({ due }) => due.date !== null);
  const scale = timeScale({ ...timeline, items: dated });
  const groups = groupsOf({ ...timeline, items: dated }, by, filter.party);
  return (
    <Page
      {...frame}
      active="commitments"
      title={t.title}
      asOf={timeline.asOf}
      knownAt={timeline.knownAt}
      landscape
    >
      <PageHead
        title={t.title}
        note={t.note(formatNumber(timeline.total, language), formatNumber(dated.length, language))}
      >
        <DaysMenu
          action={timelineHref(slug)}
          shown={timeline}
          kept={{ ...kept(filter), theo: by }}
          {...{ slug, language, today, asked }}
        />
        <ButtonLink href={listHref(slug, filter)}>{words(language).nav.commitments}</ButtonLink>
        <Downloads title={t.title} files={[fileOf(props)]} language={language} />
        <PrintButton language={language} />
      </PageHead>
      <PastNotice shown={timeline} hrefOf={(days) => here(props, by, days)} {...{ slug, language, today }} />
      <Choices {...props} />
      {timeline.total > timeline.items.length ? (
        <NoticeBar
          tone="late"
          title={t.tooMany(
            formatNumber(timeline.items.length, language),
            formatNumber(timeline.total, language),
          )}
        >
          {t.narrow}
        </NoticeBar>
      ) : null}
      <TimelineLegend language={language} />
      <TimelineGrid scale={scale} asOf={timeline.asOf} />
      {by === 'co-quan' && filter.party === undefined ? <p class="headline">{t.byBodyMeans}</p> : null}
      {groups.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <TimelineTable {...props} groups={groups} scale={scale} />
      )}
      <Apart {...props} />
    </Page>
  );
}

/** The same rows and the same grouping as a file. */
function fileOf({ slug, timeline, frame, by, filter }: TimelineProps): Download {
  const groupBy = timelineGroupings.find((grouping) => asOnPage[grouping] === by);
  const asked = listQuery({ ...kept(filter), ...askedFor(timeline, frame.today) });
  return {
    path: `agreements/${slug}/timeline`,
    query: [`groupBy=${groupBy}`, asked].filter(Boolean).join('&'),
    kind: 'chart',
  };
}

const kept = ({ party, status, sector }: TimelineProps['filter']) => ({ party, status, sector });

function here({ slug, filter }: TimelineProps, by: Grouping, days: DaysAsked): string {
  const query = listQuery({ ...kept(filter), ...days });
  return `${timelineHref(slug, by)}${query ? `&${query}` : ''}`;
}

/** By what rows are grouped, as tabs; then the filters. */
function Choices(props: TimelineProps): VNode {
  const { frame, slug, timeline, filter, by } = props;
  const { language, today } = frame;
  const t = words(language);
  const days = askedFor(timeline, today);
  const { facets, sectors } = timeline.choices;
  const counted = (label: string, n: number | undefined) => `${label} (${formatNumber(n ?? 0, language)})`;
  const selects = [
    {
      name: 'sector' as const,
      all: t.list.sector,
      choices: sectors.map(({ code, name }) => ({
        value: code,
        label: counted(`${code}. ${name[language]}`, facets.sector[code]),
      })),
    },
    {
      name: 'party' as const,
      all: t.list.party,
      choices: (frame.agreement?.sides ?? []).map(({ code, name }) => ({
        value: code,
        label: counted(name[language], facets.party[code]),
      })),
    },
    {
      name: 'status' as const,
      all: t.columns.standing,
      choices: statuses.map((value) => ({ value, label: counted(t.status[value], facets.status[value]) })),
    },
  ];
  return (
    <div class="tl-choices">
      <nav class="tl-groupings" aria-label={t.timeline.groupBy}>
        <span>{t.timeline.groupBy}</span>
        <ul>
          {groupings.map((grouping) => (
            <li key={grouping}>
              <a href={here(props, grouping, days)} aria-current={grouping === by ? 'true' : undefined}>
                {t.timeline.groupings[grouping]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form class="tl-filters" method="get" action={timelineHref(slug)} aria-label={t.list.filters}>
        {Object.entries({ theo: by, ...days }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={name} />
        ))}
        {selects.map(({ name, all, choices }) => (
          <Select
            id={`f-${name}`}
            name={name}
            label={all}
            value={filter[name] ?? ''}
            active={filter[name] !== undefined}
            choices={[{ value: '', label: all }, ...choices]}
            key={name}
          />
        ))}
        <Button>{t.apply}</Button>
      </form>
    </div>
  );
}

/** What has no last day is told in words, and never drawn as if it had one. */
function Apart(props: TimelineProps): VNode | null {
  const { timeline, frame } = props;
  const { language } = frame;
  const t = words(language).timeline;
  const without = timeline.items.filter(({ due }) => due.date === null);
  const undated = without.filter(({ due }) => due.undated !== null);
  const continuing = without.filter(({ due }) => due.undated === null);
  if (without.length === 0) return null;
  return (
    <div class="columns tl-apart">
      {undated.length > 0 ? (
        <Section id="chua-co-thoi-han" title={t.undated} note={formatNumber(undated.length, language)}>
          <Names items={undated} {...props} />
        </Section>
      ) : null}
      {continuing.length > 0 ? (
        <Section
          id="thuong-xuyen"
          title={t.continuing}
          note={t.continuingNote(formatNumber(continuing.length, language))}
        >
          <Names items={continuing} {...props} />
        </Section>
      ) : null}
    </div>
  );
}

function Names({
  items,
  slug,
  timeline,
  frame: { language, today },
}: TimelineProps & { items: TimelineItem[] }): VNode {
  const t = words(language).timeline;
  const days = askedFor(timeline, today);
  return (
    <ul class="tl-names">
      {items.map(({ id, code, title, due, completedOn }) => (
        <li key={id}>
          <a class="title-link" href={commitmentHref(slug, code, undefined, days)}>
            <span class="code n">{code}</span> {title[language]}
          </a>
          {due.undated?.reviewOn ? (
            <small class="n"> {t.review(formatDay(due.undated.reviewOn))}</small>
          ) : null}
          {completedOn ? <small class="n"> {t.doneOn(formatDay(completedOn))}</small> : null}
        </li>
      ))}
    </ul>
  );
}
