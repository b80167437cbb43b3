import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { forecastHref } from '../../web/links.js';
import type { SideItem } from '../commitment.types.js';
import { ForecastDrawing } from './forecast-drawing.view.js';
import { chanceIn, sentenceOf } from './forecast-words.js';
import type { Forecast } from './forecast.types.js';

interface ForecastProps {
  forecast: Forecast;
  sides: readonly Pick<SideItem, 'party' | 'partyName'>[];
  slug: string;
  language: Language;
}

/** A sentence, a drawing, and a chance where enough is known for one. Once the deadline has passed there is nothing left to draw up to. */
export function ForecastFacts({ forecast, sides, slug, language }: ForecastProps): VNode {
  const t = words(language).forecast;
  const isOver = forecast.without === 'overdue';
  return (
    <Section
      id="du-bao"
      class={`forecast${isOver ? ' forecast-over' : ''}`}
      title={t.title}
      aside={<a href={forecastHref(slug)}>{t.bySector}</a>}
    >
      <p class="forecast-sentence">{sentenceOf(forecast, sides, language)}</p>
      {isOver ? null : <ForecastDrawing forecast={forecast} language={language} />}
      <Chance forecast={forecast} language={language} />
    </Section>
  );
}

/** What is overdue or declared has none, and its sentence says so. */
function Chance({ forecast, language }: Pick<ForecastProps, 'forecast' | 'language'>): VNode | null {
  const { without } = forecast;
  if (without === 'overdue' || without === 'declared') return null;
  const { value, note } = chanceIn(forecast, language);
  return (
    <p class="forecast-chance">
      {words(language).forecast.chance} <strong class="n">{value}</strong>
      {note ? <small>{note}</small> : null}
    </p>
  );
}
