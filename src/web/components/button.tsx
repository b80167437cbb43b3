import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';
import { Icon, type IconName } from './icon.js';

interface ButtonProps {
  /** One primary button a region of the page. */
  primary?: boolean;
  icon?: IconName;
  name?: string;
  value?: string;
  /** Sends the form somewhere else than the form says. */
  formaction?: string;
  formnovalidate?: boolean;
  form?: string;
  class?: string;
  children: ComponentChildren;
}

/** Sends the form that it stands in. */
export function Button({ primary = false, icon, children, class: extra = '', ...rest }: ButtonProps): VNode {
  return (
    <button type="submit" class={`btn${primary ? ' btn-primary' : ''} ${extra}`.trim()} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </button>
  );
}

/** Looks like a button, goes to a page. */
export function ButtonLink({
  href,
  primary = false,
  icon,
  inNewTab = false,
  children,
}: {
  href: string;
  primary?: boolean;
  icon?: IconName;
  /** Where this page has to stay open; the text beside it says so. */
  inNewTab?: boolean;
  children: ComponentChildren;
}): VNode {
  const target = inNewTab ? { target: '_blank', rel: 'noopener' } : {};
  return (
    <a class={`btn${primary ? ' btn-primary' : ''}`} href={href} {...target}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </a>
  );
}

/** Needs a script, so it is only shown where scripts run. */
export function PrintButton({ language }: { language: Language }): VNode {
  return (
    <button type="button" class="btn js-only" data-print>
      <Icon name="print" />
      <span>{words(language).printPage}</span>
    </button>
  );
}

/** The token that every form that changes something carries. */
export function CsrfField({ token }: { token: string }): VNode {
  return <input type="hidden" name="_csrf" value={token} />;
}
