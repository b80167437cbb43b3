import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { words } from '../../web/i18n/words.js';

const steps = ['download', 'handIn', 'preview', 'apply'] as const;
type Step = (typeof steps)[number] | 'done';

/** How far one has got on the way of a sheet. */
export function SheetSteps({ at, language }: { at: Step; language: Language }): VNode {
  const t = words(language).sheets.steps;
  const current = at === 'done' ? steps.length : steps.indexOf(at);
  return (
    <ol class="sheet-steps" aria-label={t.label}>
      {steps.map((step, index) => (
        <li
          class={index < current ? 'sheet-step-done' : undefined}
          aria-current={index === current ? 'step' : undefined}
          key={step}
        >
          {index < current ? (
            <Icon name="check" size={14} />
          ) : (
            <span class="sheet-step-number n">{index + 1}</span>
          )}
          {t[step]}
        </li>
      ))}
    </ol>
  );
}
