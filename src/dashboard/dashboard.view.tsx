import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import { PrintButton } from '../web/components/button.js';
import { DateInput } from '../web/components/date-field.js';
import { FieldError } from '../web/components/field.js';
import { Icon } from '../web/components/icon.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { formatNumber, formatRange } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { Frame } from '../web/frame.js';
import { Page } from '../web/layout.js';
import { overviewHref } from '../web/links.js';
import { DecisionsStrip } from '../my-work/decisions.view.js';
import type { Waiting } from '../my-work/work-counts.js';
import { DifferingTable } from './charts/differing-table.js';
import { Headline } from './charts/headline.js';
import { LongestOverdue } from './charts/longest-overdue.js';
import { NextDeadlines } from './charts/next-deadlines.js';
import type { Scope } from './charts/scope.js';
import { SectorChart } from './charts/sector-chart.js';
import { SidesChart } from './charts/sides-chart.js';
import { TrendChart } from './charts/trend-chart.js';
import type { Dashboard } from './dashboard.types.js';

export interface DashboardViewProps {
  frame: Frame;
  slug: string;
  dashboard: Dashboard;
  /** For the reader, today. */
  waiting: Waiting;
  /** The business day; where the dashboard is as of another day, its links ask for that day. */
  today: Day;
  /** What was asked for instead, where it is no day, and what is wrong with it. */
  wrongDay?: { typed: string; fault: string };
}

/** What is late, who must move, where the sides disagree: on one page, and on one sheet of A4. */
export function DashboardView(props: DashboardViewProps): VNode {
  const { frame, slug, dashboard, waiting, today, wrongDay } = props;
  const { language } = frame;
  const t = words(language).dashboard;
  const scope: Scope = { slug, language, asOf: dashboard.asOf === today ? undefined : dashboard.asOf };
  return (
    <Page {...frame} active="overview" title={t.title} asOf={dashboard.asOf}>
      <PageHead
        title={t.title}
        note={t.note(
          formatNumber(dashboard.total, language),
          dashboard.bySector.length,
          dashboard.bySide.length,
        )}
      >
        <AsOfForm slug={slug} asOf={dashboard.asOf} wrongDay={wrongDay} language={language} />
        <PrintButton language={language} />
      </PageHead>
      {scope.asOf ? (
        <NoticeBar tone="late" title={t.pastDay(formatDay(scope.asOf))}>
          <a href={overviewHref(slug)}>{t.backToToday}</a>
        </NoticeBar>
      ) : (
        <DecisionsStrip waiting={waiting} slug={slug} language={language} />
      )}
      <Headline dashboard={dashboard} scope={scope} />
      <div class="columns overview">
        <LongestOverdue dashboard={dashboard} scope={scope} />
        <DifferingTable dashboard={dashboard} scope={scope} />
        <SectorChart dashboard={dashboard} scope={scope} />
        <div class="overview-right">
          <SidesChart dashboard={dashboard} scope={scope} />
          <TrendChart dashboard={dashboard} scope={scope} today={today} />
        </div>
        <NextDeadlines dashboard={dashboard} scope={scope} />
      </div>
      <p class="print-only print-foot">
        {t.printLegend(formatRange(dashboard.period.from, dashboard.period.to), dashboard.bySide.length)}
      </p>
    </Page>
  );
}

interface AsOfFormProps {
  slug: string;
  asOf: Day;
  /** What was asked for instead, where it is no day, and what is wrong with it. */
  wrongDay?: { typed: string; fault: string };
  language: Frame['language'];
}

function AsOfForm({ slug, asOf, wrongDay, language }: AsOfFormProps): VNode {
  const t = words(language).dashboard;
  return (
    <div class="as-of">
      <span id="as-of-label">{t.asOf}</span>
      <details class="menu" data-menu open={wrongDay !== undefined}>
        <summary class="btn n" aria-describedby="as-of-label">
          <Icon name="calendar" size={14} />
          <strong>{formatDay(asOf)}</strong>
          <Icon name="down" size={12} />
        </summary>
        <form class="menu-panel" method="get" action={overviewHref(slug)}>
          <label for="asOf">{t.asOf}</label>
          <DateInput
            id="asOf"
            name="asOf"
            language={language}
            value={wrongDay?.typed ?? asOf}
            error={wrongDay?.fault}
            required
          />
          <FieldError id="asOf" error={wrongDay?.fault} />
          <button type="submit" class="btn btn-primary">
            {t.view}
          </button>
        </form>
      </details>
    </div>
  );
}
