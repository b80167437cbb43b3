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
  return <Steps label={t.label} words={steps.map((step) => t[step])} current={current} />;
}

/** @param current the place of the step in hand; as many as there are where all are done */
export function Steps(props: { label: string; words: string[]; current: number }): VNode {
  const { label, current } = props;
  return (
    <ol class="sheet-steps" aria-label={label}>
      {props.words.map((word, index) => (
        <li
          class={index < current ? 'sheet-step-done' : undefined}
          aria-current={index === current ? 'step' : undefined}
          key={word}
        >
          {index < current ? (
            <Icon name="check" size={14} />
          ) : (
            <span class="sheet-step-number n">{index + 1}</span>
          )}
          {word}
        </li>
      ))}
    </ol>
  );
}
