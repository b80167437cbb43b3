import type { ComponentChildren, VNode } from 'preact';
import type { Choice } from './select.js';
import { FieldError } from './field.js';

interface SegmentedRadiosProps {
  name: string;
  legend: ComponentChildren;
  choices: Choice[];
  value?: string;
  error?: string;
}

/** One of a few, all in sight. The field's id is its name. */
export function SegmentedRadios({ name, legend, choices, value, error }: SegmentedRadiosProps): VNode {
  return (
    <fieldset
      class={`field segmented${error ? ' field-wrong' : ''}`}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend>{legend}</legend>
      <div class="segments">
        {choices.map((choice) => (
          <label class="segment" key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      <FieldError id={name} error={error} />
    </fieldset>
  );
}
