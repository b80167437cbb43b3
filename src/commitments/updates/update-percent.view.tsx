import type { VNode } from 'preact';
import { Field, describedBy } from '../../web/components/field.js';
import { Bar } from '../parts/two-side-glyph.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { UpdatePageProps } from './update.types.js';

/** The percent, beside a bar with the mark of last period. */
export function PercentField(props: UpdatePageProps): VNode {
  const { frame, commitment, party, values, faults, contributes } = props;
  const { language } = frame;
  const t = words(language).commitment.update;
  const stated = commitment.sides.find((side) => side.party === party)?.percent ?? null;
  // What the side said is nobody's last period but its own.
  const last = contributes ? null : stated;
  const error = faults.percent;
  return (
    <Field id="percent" label={t.percent} error={error} class="percent">
      <div class="percent-line">
        <input
          class="input n"
          id="percent"
          name="percent"
          type="number"
          min="0"
          max="100"
          step="1"
          inputmode="numeric"
          value={values.percent}
          {...described(error)}
        />
        <span aria-hidden="true">{t.percentUnit}</span>
        <Bar party={party} percent={percentOf(values.percent)} mark={last} height={9} />
        <span class="hint n" id="percent-hint">
          {contributes
            ? null
            : last === null
              ? t.noLastPercent
              : t.lastPercent(formatPercent(last, language))}
        </span>
      </div>
      <p class="hint" id="percent-rule">
        {t.percentRule}
      </p>
    </Field>
  );
}

function described(error?: string) {
  const told = describedBy('percent', true, error);
  return { ...told, 'aria-describedby': `${told['aria-describedby']} percent-rule` };
}

function percentOf(typed: string): number | null {
  const percent = typed.trim() === '' ? Number.NaN : Number(typed);
  return percent >= 0 && percent <= 100 ? percent : null;
}
