import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';
import { Icon } from './icon.js';

/** The way here; the last one is this page and has no address. */
export function Breadcrumb({
  items,
  language,
  children,
}: {
  items: { label: string; href?: string }[];
  language: Language;
  children?: ComponentChildren;
}): VNode {
  return (
    <div class="crumbs">
      <nav aria-label={words(language).breadcrumb}>
        <ol>
          {items.map(({ label, href }) => (
            <li key={label}>
              {href ? <a href={href}>{label}</a> : <span aria-current="page">{label}</span>}
              {href ? <Icon name="right" size={12} /> : null}
            </li>
          ))}
        </ol>
      </nav>
      {children ? <div class="crumbs-aside">{children}</div> : null}
    </div>
  );
}
