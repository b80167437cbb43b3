import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { AgreementForecast } from '../../commitments/forecast/forecast.types.js';
import { LEAST } from '../../commitments/forecast/model.js';
import { chanceWords } from '../../commitments/forecast/forecast-words.js';
import type { Language } from '../../platform/text.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { Section } from '../../web/components/section.js';
import { formatFigure, formatNumber, formatRate } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';

type Quality = NonNullable<AgreementForecast['quality']>;
type Row = Quality['calibration'][number];

interface QualityProps {
  quality: AgreementForecast['quality'];
  language: Language;
}

/** What forecasts were worth once the outcome was known: for those who look after the whole. */
export function QualitySection({ quality, language }: QualityProps): VNode {
  const t = words(language).forecast.page;
  return (
    <Section
      id="quality"
      class="forecast-quality"
      title={t.qualityTitle}
      note={quality ? t.qualityNote(formatDay(quality.until)) : undefined}
    >
      <Figures quality={quality} language={language} />
    </Section>
  );
}

function Figures({ quality, language }: QualityProps): VNode {
  const t = words(language).forecast.page;
  if (!quality) return <p class="none">{t.qualityUnavailable}</p>;
  const { brier, baseRateBrier } = quality;
  if (brier === null || baseRateBrier === null) return <p class="none">{t.qualityNone}</p>;
  const score = (value: number) => (
    <span class="n">{formatFigure(Math.round(value * 1000) / 1000, language)}</span>
  );
  return (
    <>
      <DefinitionList
        items={[
          { term: t.count, value: <span class="n">{formatNumber(quality.count, language)}</span> },
          { term: t.onTime, value: <span class="n">{formatNumber(quality.onTime, language)}</span> },
          { term: t.brier, value: <strong>{score(brier)}</strong> },
          { term: t.baseRate, value: score(baseRateBrier) },
        ]}
      />
      <p class="aside-text">{t.brierMeans}</p>
      <p>
        <strong>{conclusionOf({ ...quality, brier, baseRateBrier }, language)}</strong>
      </p>
      <DataTable
        caption={t.calibration}
        class="table-tight table-keep forecast-calibration"
        rows={quality.calibration}
        rowKey={({ chance }) => chance}
        columns={columns(language)}
      />
    </>
  );
}

/** Two scores of a handful of forecasts differ by chance. */
function conclusionOf(
  { count, brier, baseRateBrier }: { count: number; brier: number; baseRateBrier: number },
  language: Language,
): string {
  const t = words(language).forecast.page;
  if (count < LEAST.closed) return t.tooFew(LEAST.closed);
  return brier < baseRateBrier ? t.better : t.worse;
}

function columns(language: Language): Column<Row>[] {
  const t = words(language).forecast.page;
  return [
    { key: 'given', head: t.given, rowHead: true, cell: ({ chance }) => chanceWords(chance, language) },
    {
      key: 'forecasts',
      head: t.forecasts,
      numeric: true,
      cell: ({ count }) => formatNumber(count, language),
    },
    { key: 'true', head: t.cameTrue, numeric: true, cell: ({ onTime }) => formatNumber(onTime, language) },
    {
      key: 'share',
      head: t.share,
      numeric: true,
      cell: ({ count, onTime }) => formatRate(Math.round((onTime / count) * 100) / 100, language),
    },
  ];
}
