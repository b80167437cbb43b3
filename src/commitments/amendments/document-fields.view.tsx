import type { VNode } from 'preact';
import type { FormFaults } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { DateInput } from '../../web/components/date-field.js';
import { Field, TextField } from '../../web/components/field.js';

interface DocumentFieldsProps {
  language: Language;
  values: { number?: string; title?: string; issuedOn?: string };
  faults: FormFaults;
  words: { number: string; documentTitle: string; issuedOn: string };
}

/** By which something is decided: number, subject and day of the document. */
export function DocumentFields({ language, values, faults, words: t }: DocumentFieldsProps): VNode {
  return (
    <>
      <TextField
        id="number"
        name="number"
        label={t.number}
        value={values.number}
        error={faults.number}
        most={100}
      />
      <TextField
        id="title"
        name="title"
        label={t.documentTitle}
        value={values.title}
        error={faults.title}
        most={300}
      />
      <Field id="issuedOn" label={t.issuedOn} error={faults.issuedOn}>
        <DateInput
          id="issuedOn"
          name="issuedOn"
          language={language}
          value={values.issuedOn}
          error={faults.issuedOn}
        />
      </Field>
    </>
  );
}
