import type { VNode } from 'preact';
import { FieldError } from '../../web/components/field.js';
import { words } from '../../web/i18n/words.js';
import { DeadlineFields } from '../extensions/extension-deadline.view.js';
import type { PlanFormProps } from './plan-form.types.js';
import { dueValue, OTHER_DUE } from './plan-values.js';
import { extensionFrom } from '../extensions/extension-values.js';

/** The deadline: the present one, the one that is proposed, or another; where it is agreed, that it stands. */
export function PlanDue({ frame: { language }, commitment, values, faults }: PlanFormProps): VNode {
  const t = words(language).commitment.plan.form;
  const { due, proposedDue, dueAgreed, sides } = commitment;
  if (dueAgreed) {
    return (
      <p class="asked n" id="due">
        {due.undated ? t.undated : t.stands(due.label[language])}
      </p>
    );
  }
  const proposer = sides.find(({ party }) => party === proposedDue?.party);
  const choices = [
    { value: dueValue(due), label: t.keep(due.label[language]) },
    ...(proposedDue
      ? [
          {
            value: dueValue(proposedDue.due),
            label: t.take(proposer?.partyName[language] ?? t.file, proposedDue.due.label[language]),
          },
        ]
      : []),
    { value: OTHER_DUE, label: t.other },
  ];
  const error = faults.due;
  return (
    <fieldset class={`field plan-due${error ? ' field-wrong' : ''}`} id="due-choice">
      <legend>{t.due}</legend>
      {choices.map(({ value, label }, i) => (
        <label class="check" key={value}>
          <input
            type="radio"
            id={i === 0 ? 'due' : undefined}
            name="due"
            value={value}
            required
            checked={value === values.due}
            aria-describedby={error ? 'due-error' : undefined}
          />
          <span class="n">{label}</span>
        </label>
      ))}
      <FieldError id="due" error={error} />
      <div class="plan-due-other">
        <DeadlineFields
          values={extensionFrom(values)}
          language={language}
          isFirst={due.undated !== null}
          id="due-other"
        />
        <p class="hint">{t.otherHint(sides.length)}</p>
      </div>
    </fieldset>
  );
}
