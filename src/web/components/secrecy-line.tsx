import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';

/** Wherever files and texts come in: what does not belong here. Law 29/2018/QH14 on the protection of state secrets, Article 8. */
export function SecrecyLine({ language }: { language: Language }): VNode {
  const { secrecy, marks } = words(language).uploads;
  return (
    <p class="hint secrecy">
      {secrecy} (<span lang="vi">{marks}</span>).
    </p>
  );
}
