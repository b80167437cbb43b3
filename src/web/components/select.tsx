import type { VNode } from 'preact';
import { Icon } from './icon.js';

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SelectProps {
  id: string;
  name: string;
  /** Said by readers where no label is shown. */
  label?: string;
  choices: Choice[];
  value?: string;
  /** Chosen to be other than "all": shown by a ground. */
  active?: boolean;
  describedBy?: string;
}

export function Select({
  id,
  name,
  label,
  choices,
  value = '',
  active = false,
  describedBy,
}: SelectProps): VNode {
  return (
    <span class={`select${active ? ' select-on' : ''}`}>
      <select id={id} name={name} aria-label={label} aria-describedby={describedBy}>
        {choices.map((choice) => (
          <option
            value={choice.value}
            selected={choice.value === value}
            disabled={choice.disabled}
            key={choice.value}
          >
            {choice.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </span>
  );
}
