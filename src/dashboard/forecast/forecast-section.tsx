import type { VNode } from 'preact';
import { isEnough } from '../../commitments/forecast/model.js';
import type { SectorsForecast } from '../../commitments/forecast/forecast.types.js';
import type { Day } from '../../platform/clock.js';
import { Fold } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { forecastHref } from '../../web/links.js';
import type { Scope } from '../charts/scope.js';
import { PaceLegend, SectorForecastTable } from './sector-table.view.js';

/** Which sectors keep up, on the overview; behind a line on a phone, and on a page of its own on paper. */
export function ForecastSection({
  forecast,
  asOf,
  scope,
}: {
  forecast: SectorsForecast | 'apart';
  asOf: Day;
  scope: Scope;
}): VNode | null {
  const { language, slug, today } = scope;
  const t = words(language).forecast;
  const link = <a href={forecastHref(slug, asOf === today ? undefined : asOf)}>{t.link}</a>;
  if (forecast === 'apart')
    return (
      <Section id="forecast" title={t.title} note={t.sectors.note} aside={link}>
        <p class="hint">{t.sectors.apart}</p>
      </Section>
    );
  const rows = forecast.sectors.filter(({ open }) => open > 0);
  if (rows.length === 0) return null;
  const { learntFrom } = forecast;
  const note = learntFrom && !isEnough(learntFrom) ? `${t.sectors.note}; ${t.sectors.few}` : t.sectors.note;
  return (
    <Section id="forecast" title={t.title} note={note} aside={link}>
      <Fold label={t.sectors.folded(formatNumber(rows.length, language))} language={language}>
        <PaceLegend language={language} />
        <SectorForecastTable sectors={rows} language={language} />
      </Fold>
    </Section>
  );
}
