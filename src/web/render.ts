import { Fragment, h, options, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A browser's own words about a field are in its own language: every form is read by the program, and told in the page's. */
options.vnode = (vnode) => {
  if (vnode.type === 'form') (vnode.props as { novalidate?: boolean }).novalidate = true;
};

/** A text as it stands in a page. */
export function renderText(text: string): string {
  return renderToString(h(Fragment, null, text));
}

/** A whole page as text, ready to send. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
