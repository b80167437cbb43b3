import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { formatNumber } from '../format.js';

interface CountLinkProps {
  count: number;
  /** The list of exactly what is counted. */
  href: string;
  language: Language;
  /** Said after the number by readers, where the words around do not say it. */
  label?: string;
  class?: string;
}

/** Every count opens its list. Zero is grey, and no link. */
export function CountLink({ count, href, language, label, class: extra = '' }: CountLinkProps): VNode {
  const text = formatNumber(count, language);
  if (count === 0) return <span class="zero n">{text}</span>;
  return (
    <a class={`count n ${extra}`.trim()} href={href} aria-label={label ? `${text} ${label}` : undefined}>
      {text}
    </a>
  );
}
