import { Fragment, h, options, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { mustBeSecret } from '../platform/http/secret-fields.js';

/**
 * A browser's own words about a field are in its own language: every form is read by the program, and told in the page's. Where something
 * secret is asked for, a form's class must know it as such.
 */
options.vnode = (vnode) => {
  if (vnode.type === 'form') (vnode.props as { novalidate?: boolean }).novalidate = true;
  const input = vnode.type === 'input' ? (vnode.props as Input) : null;
  if (input && asksForSecret(input)) mustBeSecret(input.name ?? '');
};

type Input = { name?: string; type?: string; autocomplete?: string };

const asksForSecret = ({ type, autocomplete = '' }: Input) =>
  type === 'password' || /password|one-time-code/.test(autocomplete);

/** A text as it stands in a page. */
export function renderText(text: string): string {
  return renderToString(h(Fragment, null, text));
}

/** A piece of a page that a script puts into it. */
export function renderFragment(piece: VNode): string {
  return renderToString(piece);
}

/** A whole page as text, ready to send. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
