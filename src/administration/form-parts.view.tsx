import type { VNode } from 'preact';
import type { FormFaults } from '../platform/http/forms.js';
import { Field, describedBy } from '../web/components/field.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { Select, type Choice } from '../web/components/select.js';

/** Says above the form that it was not saved, and what is wrong with it as a whole. */
export function FormNotice({ title, faults }: { title: string; faults: FormFaults }): VNode | null {
  const all = Object.values(faults);
  if (all.length === 0) return null;
  return (
    <NoticeBar tone="over" title={title} role="alert">
      {faults[''] ?? all.join(' ')}
    </NoticeBar>
  );
}

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
