import type { VNode } from 'preact';
import { Field, FieldError } from './field.js';
import { Select } from './select.js';

interface AgreementChoiceProps {
  label: string;
  /** What is chosen where none is. */
  everywhere: string;
  agreements: readonly { slug: string; number: string }[];
  value?: string;
  error?: string;
}

/** To which agreement something is limited, by its slug; empty for all. */
export function AgreementChoice({
  label,
  everywhere,
  agreements,
  value,
  error,
}: AgreementChoiceProps): VNode {
  return (
    <Field id="agreement" label={label}>
      <Select
        id="agreement"
        name="agreement"
        value={value}
        choices={[
          { value: '', label: everywhere },
          ...agreements.map(({ slug, number }) => ({ value: slug, label: number })),
        ]}
      />
      <FieldError id="agreement" error={error} />
    </Field>
  );
}
