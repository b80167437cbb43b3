import type { VNode } from 'preact';
import { Field, describedBy } from '../../web/components/field.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { UpdatePageProps } from './update.types.js';

const STEPS = [5, 10];

/** The percent, where a report begins; beside it, for a mouse, the steps that are commonest: from the keyboard one goes on to the results. */
export function PercentField(props: UpdatePageProps): VNode {
  const { frame, commitment, party, values, faults, contributes } = props;
  const { language } = frame;
  const t = words(language).commitment.update;
  const stated = commitment.sides.find((side) => side.party === party)?.percent ?? null;
  // What the side said is nobody's last period but its own.
  const last = contributes ? null : stated;
  const before = last === null ? t.noLastPercent : t.lastPercent(formatPercent(last, language));
  return (
    <Field id="percent" label={t.percent} error={faults.percent} class="percent">
      <div class="percent-line">
        <input
          class="input n"
          id="percent"
          name="percent"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          data-percent
          autofocus={Object.keys(faults).length === 0}
          value={values.percent}
          {...describedBy('percent', true, faults.percent)}
        />
        <span aria-hidden="true">{t.percentUnit}</span>
        <span class="steps js-only">
          {STEPS.map((step) => (
            <button
              type="button"
              class="btn n"
              data-add={step}
              aria-label={t.addPercent(step)}
              tabIndex={-1}
              key={step}
            >
              +{step}
            </button>
          ))}
          <button type="button" class="btn" data-add="100" tabIndex={-1}>
            {contributes ? formatPercent(100, language) : t.allDone}
          </button>
        </span>
      </div>
      <p class="hint n" id="percent-hint">
        {contributes ? t.percentOfPart : `${before}; ${t.percentRule}`}
      </p>
    </Field>
  );
}
