import type { VNode } from 'preact';
import { Field, describedBy } from '../web/components/field.js';
import { Select, type Choice } from '../web/components/select.js';

/** A choice with its label, hint and error. */
export function SelectField(props: {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  value?: string;
  choices: Choice[];
}): VNode {
  const { name, label, hint, error, value, choices } = props;
  return (
    <Field id={name} label={label} hint={hint} error={error}>
      <Select
        id={name}
        name={name}
        value={value}
        choices={choices}
        describedBy={describedBy(name, hint, error)['aria-describedby']}
      />
    </Field>
  );
}
