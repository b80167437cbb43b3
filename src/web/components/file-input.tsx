import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';
import { describedBy } from './field.js';
import { Icon } from './icon.js';

interface FileInputProps {
  id: string;
  /** Left out where a script sends what is chosen. */
  name?: string;
  multiple?: boolean;
  language: Language;
  accept: string;
  required?: boolean;
  hint?: unknown;
  error?: string;
}

/**
 * A box for a file whose button and line speak the language of the page. The browser's own box lies over them, unseen: it takes
 * the click, the keys and what is dropped on it. Without a script it is shown as it is.
 */
export function FileInput({ language, hint, error, ...input }: FileInputProps): VNode {
  const t = words(language).form.files;
  return (
    <div class="file-box">
      <input class="input" type="file" title={t.choose} {...input} {...describedBy(input.id, hint, error)} />
      <span class="file-look js-only" aria-hidden="true">
        <span class="btn">
          <Icon name="document" />
          <span>{t.choose}</span>
        </span>
        <span class="file-chosen" data-none={t.none}>
          {t.none}
        </span>
      </span>
    </div>
  );
}
