import { Marked, type Token, type Tokens } from 'marked';
import { guideImageHref } from '../web/links.js';
import { hrefOf } from './guide-files.js';

export interface Guide {
  title: string;
  /** Made from a file of our own: it holds nothing that anybody else wrote. */
  html: string;
}

/** A page of docs/ as HTML: links lead to what is served, pictures to where they are served. */
export function guideOf(markdown: string): Guide {
  const tokens = marked.lexer(markdown);
  const title = tokens.find(isHeading)?.text ?? '';
  return { title, html: marked.parser(tokens) };
}

const marked = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${placeOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      const target = hrefOf(href);
      return target === null ? words : `<a href="${encodeURI(decodeURI(target))}">${words}</a>`;
    },
    /** A head without words names no column. */
    tablecell({ header, text, tokens }) {
      const tag = header && text.trim() !== '' ? 'th' : 'td';
      return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>\n`;
    },
    image: ({ href, text }) => `<img src="${imageOf(href)}" alt="${escaped(text)}" loading="lazy">`,
    html: ({ text }) =>
      text
        .replace(/<!--[^]*?-->/g, '')
        .replace(/ src="([^"]+)"/g, (_, file: string) => ` src="${imageOf(file)}"`),
  },
});

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
const imageOf = (path: string): string => guideImageHref(path.replace(/^images\//, ''));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** As the repository's own pages name their headings, so that links between places hold in both. */
function placeOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}
