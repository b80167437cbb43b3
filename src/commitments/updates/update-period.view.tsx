import type { VNode } from 'preact';
import { periodName, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatRange, formatShortDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { UpdatePageProps } from './update.types.js';

/** The period that the report is for. Where there is no choice the page's head says it, and the form sends it all the same. */
export function PeriodField({ frame, periods, period, today, faults }: UpdatePageProps): VNode {
  const { language } = frame;
  const t = words(language).commitment.update.periods;
  if (periods.length === 1) return <input type="hidden" name="period" value={period.code} />;
  const [ended] = periods;
  const label = (of: ReportingPeriod) => {
    const due = formatShortDay(of.dueOn);
    if (of !== ended) return t.running;
    return today <= of.dueOn ? t.due(due) : t.late(due);
  };
  return (
    <div id="period" class="report-period" tabIndex={-1}>
      <SegmentedRadios
        name="period"
        legend={t.legend}
        choices={periods.map((of) => ({
          value: of.code,
          label: `${periodName(of.code)[language]}: ${label(of)}`,
        }))}
        value={period.code}
        error={faults.period}
      />
      <p class="hint n">
        {periods
          .map((of) => t.figures(periodName(of.code)[language], formatRange(of.from, of.to)))
          .join('; ')}
      </p>
    </div>
  );
}
