import type { VNode } from 'preact';
import { daysHref, listQuery } from '../commitments/parts/links.js';
import type { SectorsForecast } from '../commitments/forecast/forecast.types.js';
import { DaysMenu, PastNotice } from '../commitments/parts/past.view.js';
import { askedFor, type DaysAsked } from '../commitments/read/days.js';
import type { Day } from '../platform/clock.js';
import type { FormFaults } from '../platform/http/forms.js';
import { ButtonLink, PrintButton } from '../web/components/button.js';
import { Downloads, type Download } from '../web/components/downloads.js';
import { PageHead } from '../web/components/section.js';
import { formatNumber, formatRange } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { Frame } from '../web/frame.js';
import { Page } from '../web/layout.js';
import { UnansweredDirectives } from '../commitments/directives/unanswered.view.js';
import { overviewHref, periodsHref, screenHref } from '../web/links.js';
import { DecisionsStrip } from '../my-work/decisions.view.js';
import type { Waiting } from '../my-work/work-counts.js';
import { CompletionSection } from './charts/completion-section.js';
import { DataQuality } from './charts/data-quality.js';
import { DifferingTable } from './charts/differing-table.js';
import { Headline } from './charts/headline.js';
import { HolderTable } from './charts/holder-table.js';
import { IndicatorSection } from './charts/indicator-section.js';
import { LongestOverdue } from './charts/longest-overdue.js';
import { NextDeadlines } from './charts/next-deadlines.js';
import type { Scope } from './charts/scope.js';
import { SectorChart } from './charts/sector-chart.js';
import { SidesChart } from './charts/sides-chart.js';
import { TrendChart } from './charts/trend-chart.js';
import type { Dashboard } from './dashboard.types.js';
import { dashboardTables } from './dashboard-tables.js';
import type { QualityFigure } from './data-quality.types.js';
import { ForecastSection } from './forecast/forecast-section.js';

export interface DashboardViewProps {
  frame: Frame;
  slug: string;
  dashboard: Dashboard;
  /** Null for a day to come; `apart` where it stands on its own page alone. */
  forecast: SectorsForecast | 'apart' | null;
  /** For the reader, today. */
  waiting: Waiting;
  /** For those who put records in order, or see that it is done. */
  quality: QualityFigure[] | null;
  /** The business day; where the dashboard is as of another day, its links ask for that day. */
  today: Day;
  /** The days as they were asked for, and what is wrong with them. */
  asked: { typed: DaysAsked; faults: FormFaults };
}

/** What is late, who must move, where the sides disagree: on one page, and on one sheet of A4. */
export function DashboardView(props: DashboardViewProps): VNode {
  const { frame, slug, dashboard, forecast, waiting, quality, today, asked } = props;
  const { language } = frame;
  const t = words(language).dashboard;
  const scope: Scope = { slug, language, today, days: askedFor(dashboard, today) };
  return (
    <Page {...frame} active="overview" title={t.title} asOf={dashboard.asOf} knownAt={dashboard.knownAt}>
      <PageHead
        title={t.title}
        note={t.note(
          formatNumber(dashboard.total, language),
          dashboard.bySector.length,
          dashboard.bySide.length,
        )}
      >
        <DaysMenu action={overviewHref(slug)} shown={dashboard} {...{ slug, language, today, asked }} />
        {dashboard.asOf === today ? (
          <ButtonLink href={screenHref(slug)}>{words(language).screen.open}</ButtonLink>
        ) : null}
        <ButtonLink href={periodsHref(slug)} icon="lock">
          {words(language).periods.link}
        </ButtonLink>
        <Files scope={scope} />
        <PrintButton language={language} />
      </PageHead>
      {dashboard.asOf === today ? (
        <>
          <DecisionsStrip waiting={waiting} slug={slug} language={language} />
          <UnansweredDirectives
            unanswered={waiting.directives}
            role={frame.viewer?.role}
            slug={slug}
            language={language}
          />
        </>
      ) : (
        <PastNotice
          shown={dashboard}
          hrefOf={(days) => daysHref(overviewHref(slug), days)}
          {...{ slug, language, today }}
        />
      )}
      <Headline dashboard={dashboard} scope={scope} />
      <div class="columns overview">
        <LongestOverdue dashboard={dashboard} scope={scope} />
        <DifferingTable dashboard={dashboard} scope={scope} />
        <SectorChart dashboard={dashboard} scope={scope} />
        <div class="overview-right">
          <SidesChart dashboard={dashboard} scope={scope} />
          <HolderTable dashboard={dashboard} scope={scope} />
          <TrendChart dashboard={dashboard} scope={scope} today={today} />
        </div>
        <NextDeadlines dashboard={dashboard} scope={scope} />
        {forecast ? <ForecastSection forecast={forecast} asOf={dashboard.asOf} scope={scope} /> : null}
        <IndicatorSection dashboard={dashboard} scope={scope} />
        <CompletionSection dashboard={dashboard} scope={scope} />
        {quality ? <DataQuality figures={quality} scope={scope} /> : null}
      </div>
      <p class="print-only print-foot">
        {t.printLegend(formatRange(dashboard.period.from, dashboard.period.to), dashboard.bySide.length)}
      </p>
    </Page>
  );
}

/** Tables and charts as files, of the day that is shown. */
function Files({ scope: { slug, language, days } }: { scope: Scope }): VNode {
  const t = words(language);
  const files = dashboardTables.map((name): Download => ({
    label: t.exports.tables[name],
    path: `agreements/${slug}/dashboard/${name}`,
    query: listQuery(days),
    kind: name === 'bodies' ? 'table' : 'chart',
  }));
  return <Downloads title={t.dashboard.title} files={files} language={language} />;
}
