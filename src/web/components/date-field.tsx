import type { ComponentChildren, VNode } from 'preact';
import { isDay } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { dayInBox } from '../../platform/typed-day.js';
import { dayInWords } from '../format.js';
import { words } from '../i18n/words.js';
import { FieldError } from './field.js';

interface DateInputProps {
  id: string;
  name: string;
  language: Language;
  /** A day as programs write it, or what was typed instead of one. */
  value?: string;
  error?: string;
  required?: boolean;
  /** Ids of what else is said of it. */
  described?: string;
}

/**
 * A box for a day, typed as official papers write it: a browser's own box has the order and the words of the browser's language.
 * Under it stands the day in words, at once as one types.
 */
export function DateInput({ language, value = '', error, described, ...input }: DateInputProps): VNode {
  const { dayHint } = words(language).form;
  const read = `${input.id}-read`;
  const ids = [read, described, error ? `${input.id}-error` : ''].filter(Boolean).join(' ');
  return (
    <>
      <input
        class="input day-box n"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        size={11}
        data-day
        value={dayInBox(value)}
        {...input}
        aria-describedby={ids}
        aria-invalid={error ? 'true' : undefined}
        autofocus={error !== undefined}
      />
      <p class="hint day-read" id={read} aria-live="polite" data-hint={dayHint}>
        {isDay(value) ? dayInWords(value, language) : dayHint}
      </p>
    </>
  );
}

interface DateFieldProps extends Omit<DateInputProps, 'described'> {
  label: ComponentChildren;
  hint?: ComponentChildren;
  class?: string;
}

/** The same with its label, hint and error. */
export function DateField({ label, hint, class: extra = '', ...input }: DateFieldProps): VNode {
  const { id, error } = input;
  return (
    <div class={`field day-field${error ? ' field-wrong' : ''} ${extra}`.trim()}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <DateInput {...input} described={hint ? `${id}-hint` : undefined} />
      <FieldError id={id} error={error} />
    </div>
  );
}
