import type { VNode } from 'preact';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { Field, TextField } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import type { ProductItem } from '../commitment.types.js';
import { MOST_PRODUCT_TEXT, productKinds } from '../product.js';

interface PlanProductProps {
  /** As it stands. */
  product: ProductItem | null;
  refusal: { values: FormValues; faults: FormFaults } | null;
  language: Language;
  /** Before the ids of its fields, where the page is not the commitment's own. */
  prefix?: string;
}

/** What the part is to bring about, and to whom it goes: as proposed, to be confirmed or changed. */
export function PlanProduct({ product, refusal, language, prefix = 'san-pham-' }: PlanProductProps): VNode {
  const t = words(language).commitment.product;
  const faults = refusal?.faults ?? {};
  const values = { ...valuesOf(product), ...refusal?.values };
  const text = (name: 'textVi' | 'textEn' | 'recipient', label: string, hint: string) => (
    <TextField
      id={`${prefix}${name}`}
      name={name}
      label={label}
      hint={hint}
      most={MOST_PRODUCT_TEXT}
      required={name !== 'textEn'}
      value={values[name]}
      error={faults[name]}
    />
  );
  return (
    <fieldset class="plan-product">
      <legend>{t.own}</legend>
      <Field id={`${prefix}kind`} label={t.kind} error={faults.kind}>
        <Select
          id={`${prefix}kind`}
          name="kind"
          value={values.kind}
          describedBy={faults.kind ? `${prefix}kind-error` : undefined}
          choices={[
            { value: '', label: t.choose },
            ...productKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
          ]}
        />
      </Field>
      {text('textVi', t.textVi, t.textHint)}
      {text('textEn', t.textEn, t.textEnHint)}
      {text('recipient', t.recipient, t.recipientHint)}
    </fieldset>
  );
}

/** Where nobody has put it into English, that field is empty. */
function valuesOf(product: ProductItem | null): FormValues {
  if (!product) return {};
  const { kind, text, recipient } = product;
  return { kind, textVi: text.vi, textEn: text.en === text.vi ? '' : text.en, recipient };
}
