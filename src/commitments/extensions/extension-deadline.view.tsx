import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { DateInput } from '../../web/components/date-field.js';
import { FieldError } from '../../web/components/field.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { Select, type Choice } from '../../web/components/select.js';
import { extensionWords } from './extension-words.js';
import { askedPrecisions, type ExtensionValues } from './extension-values.js';

interface DeadlineFieldsProps {
  values: ExtensionValues;
  error?: string;
  language: Language;
  /** Of a commitment that has none yet. */
  isFirst: boolean;
  /** Of the group. */
  id?: string;
}

const romans = ['I', 'II', 'III', 'IV'];

/** How the deadline is written, then its boxes. Those of other precisions are hidden by the style sheet alone. */
export function DeadlineFields({ values, error, language, isFirst, id = 'due' }: DeadlineFieldsProps): VNode {
  const t = extensionWords(isFirst, language);
  return (
    <div id={id} tabIndex={-1} class={`deadline${error ? ' field-wrong' : ''}`}>
      <SegmentedRadios
        name="precision"
        legend={t.precision}
        choices={askedPrecisions.map((value) => ({ value, label: t.precisions[value] }))}
        value={values.precision}
      />
      <p class="hint deadline-hint">{t.fillOne}</p>
      <div class="deadline-boxes">
        <Box id="date" label={t.date}>
          <DateInput id="date" name="date" language={language} value={values.date} />
        </Box>
        <Box id="month" label={t.month}>
          <Select
            id="month"
            name="month"
            choices={choicesOf(12, t.monthName, t.choose)}
            value={values.month}
          />
        </Box>
        <Box id="quarter" label={t.quarter}>
          <Select
            id="quarter"
            name="quarter"
            choices={choicesOf(4, (n) => t.quarterName(romans[n - 1] ?? ''), t.choose)}
            value={values.quarter}
          />
        </Box>
        <Box id="year" label={t.year}>
          <input class="input n" id="year" name="year" inputmode="numeric" size={4} value={values.year} />
        </Box>
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}

function Box({ id, label, children }: { id: string; label: string; children: ComponentChildren }): VNode {
  return (
    <div class={`field deadline-${id}`}>
      <label for={id}>{label}</label>
      {children}
    </div>
  );
}

function choicesOf(count: number, name: (n: number) => string, none: string): Choice[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return [{ value: '', label: none }, ...numbers.map((n) => ({ value: String(n), label: name(n) }))];
}
