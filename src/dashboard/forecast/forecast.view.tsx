import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { isEnough } from '../../commitments/forecast/model.js';
import type { AgreementForecast } from '../../commitments/forecast/forecast.types.js';
import type { Language } from '../../platform/text.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { PrintButton } from '../../web/components/button.js';
import { PageHead, Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { overviewHref } from '../../web/links.js';
import { QualitySection } from './quality.view.js';
import { PaceLegend, SectorForecastTable } from './sector-table.view.js';

interface ForecastPageProps {
  frame: Frame;
  slug: string;
  forecast: AgreementForecast;
  /** Whether the reader is shown what forecasts were worth. */
  showsQuality: boolean;
}

/** Which sectors will be done on time, how that is forecast, and how good such forecasts were. */
export function ForecastPage({ frame, slug, forecast, showsQuality }: ForecastPageProps): VNode {
  const { language } = frame;
  const t = words(language);
  const { page, sectors } = t.forecast;
  return (
    <Page {...frame} active="overview" title={page.title} asOf={forecast.asOf} knownAt={forecast.asOf}>
      <Breadcrumb
        language={language}
        items={[{ label: t.dashboard.title, href: overviewHref(slug) }, { label: page.title }]}
      />
      <PageHead title={page.title} note={<Learnt forecast={forecast} language={language} />}>
        <PrintButton language={language} />
      </PageHead>
      <div class="columns columns-narrow">
        <Section id="sectors" title={sectors.caption} note={sectors.note}>
          <PaceLegend language={language} />
          <SectorForecastTable sectors={forecast.sectors} language={language} />
        </Section>
        {showsQuality ? <QualitySection quality={forecast.quality} language={language} /> : null}
        <Section id="how" class="forecast-how" title={page.howTitle}>
          {page.how.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Section>
      </div>
    </Page>
  );
}

function Learnt({ forecast, language }: Pick<ForecastPageProps, 'forecast'> & { language: Language }): VNode {
  const { page } = words(language).forecast;
  const { learntFrom, least } = forecast;
  if (!learntFrom) return <p>{page.noteNone}</p>;
  const { until, closed, late } = learntFrom;
  return (
    <p>
      {page.note(formatDay(until), closed, late)}{' '}
      {isEnough(learntFrom) ? '' : page.few(least.closed, least.late)}
    </p>
  );
}
