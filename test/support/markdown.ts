import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every page of the documentation. */
export const pages = (): string[] => [...globSync('*.md'), ...globSync('docs/**/*.md')].sort();

/** Without what is quoted as code: it holds no links, headings or labels. */
export const prose = (path: string): string =>
  readFileSync(path, 'utf8')
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '`');

/** The places of a page that an address can name: those it marks itself, and its headings as the repository's pages name them. */
export function anchors(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/^```[^]*?^```$/gm, '');
  return [...markedAnchors(text), ...[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slug(heading!))];
}

export const markedAnchors = (text: string): string[] =>
  [...text.matchAll(/<a id="([^"…]+)">/g)].map(([, id]) => id!);

const slug = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

export interface Link {
  from: string;
  /** As it is written. */
  target: string;
  /** Path of the file, from the root of the repository. */
  file: string;
  anchor?: string;
}

/** The links of a page to other files of the repository and to its own places. */
export function links(from: string): Link[] {
  const targets = [...prose(from).matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
    ([, inText, inTag]) => (inText ?? inTag)!,
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = decodeURI(target).split('#');
      return { from, target, file: path === '' ? from : join(dirname(from), path), anchor };
    });
}
