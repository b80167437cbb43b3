import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { TextField } from '../../web/components/field.js';
import { words } from '../../web/i18n/words.js';

interface CodeFieldProps {
  language: Language;
  id?: string;
  error?: string;
  /** Also a recovery code will do. */
  orRecovery?: boolean;
  autofocus?: boolean;
  /** Before it is known whether the account has a second factor. */
  optional?: boolean;
}

export function CodeField({
  language,
  id = 'code',
  error,
  orRecovery = true,
  autofocus,
  optional = false,
}: CodeFieldProps): VNode {
  const t = words(language).factor;
  return (
    <TextField
      id={id}
      name="code"
      label={optional ? t.codeIfAny : t.code}
      hint={orRecovery ? t.codeHint : t.firstCodeHint}
      error={error}
      autocomplete="one-time-code"
      inputmode={orRecovery ? 'text' : 'numeric'}
      most={20}
      autofocus={autofocus}
      required={!optional}
      class="code-field"
    />
  );
}
