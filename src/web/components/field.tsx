import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.js';

interface FieldProps {
  /** Of the control. */
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Names field, value and remedy. */
  error?: string;
  class?: string;
  children: ComponentChildren;
}

/** Label, hint, control, error, from top to bottom. Where no summary stands above, a control at fault has the focus. */
export function Field({ id, label, hint, error, class: extra = '', children }: FieldProps): VNode {
  return (
    <div class={`field${error ? ' field-wrong' : ''} ${extra}`.trim()}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error?: string }): VNode | null {
  if (!error) return null;
  return (
    <p class="error" id={`${id}-error`}>
      <Icon name="over" size={14} />
      <span>{error}</span>
    </p>
  );
}

/** Ties a control to its hint and error. */
export function describedBy(
  id: string,
  hint: unknown,
  error?: string,
): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? 'true' : undefined };
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  name: string;
  value?: string;
  type?: 'text' | 'email' | 'password' | 'number' | 'search';
  required?: boolean;
  autocomplete?: string;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  inputmode?: 'numeric' | 'text';
  autofocus?: boolean;
  /** Characters that the program takes: told and counted, never cut off. */
  most?: number;
}

export function TextField({
  label,
  hint,
  error,
  class: extra,
  type = 'text',
  most,
  autofocus,
  ...input
}: TextFieldProps): VNode {
  const focus = autofocus || error !== undefined;
  const box = { 'data-most': most, ...input, autofocus: focus, ...describedBy(input.id, hint, error) };
  return (
    <Field id={input.id} label={label} hint={hint} error={error} class={extra}>
      {/* TypeScript 6 knows no input of several types. */}
      {/* oxlint-disable-next-line typescript/no-unnecessary-type-assertion */}
      <input class="input" type={type as 'text'} {...box} />
    </Field>
  );
}

interface TextAreaProps extends Omit<FieldProps, 'children'> {
  name: string;
  value?: string;
  rows?: number;
  required?: boolean;
  /** Characters that the program takes: told and counted, never cut off. */
  most?: number;
}

/** Reports, reasons and notes are written in Vietnamese, whatever the page's language. */
export function TextArea({
  label,
  hint,
  error,
  class: extra,
  value = '',
  rows = 3,
  most,
  ...area
}: TextAreaProps): VNode {
  return (
    <Field id={area.id} label={label} hint={hint} error={error} class={extra}>
      <textarea
        class="input"
        lang="vi"
        rows={rows}
        data-most={most}
        autofocus={error !== undefined}
        {...area}
        {...describedBy(area.id, hint, error)}
      >
        {value}
      </textarea>
    </Field>
  );
}
