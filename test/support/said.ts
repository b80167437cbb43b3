import { globSync, readFileSync } from 'node:fs';
import type { Language } from '../../src/platform/text.js';

/** A text that people read, and where it stands. */
export interface Said {
  at: string;
  language: Language;
  text: string;
}

const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;
/** What operators read: on the command line, at the start, of a backup. */
const forOperators = /^src\/(?:cli|main|shutdown)\.ts$|\.cli\.ts$|^src\/(?:backup|config|demo)\//;
/** Vietnamese alone has these. */
const vietnamese = /[đơưăĐƠƯĂ]|[\u1ea0-\u1ef9]/;

/** Every text of the words of pages and mails, of errors, of the API's description, and of what operators read. */
export function saidInSources(): Said[] {
  return globSync('src/**/*.{ts,tsx}')
    .filter((path) => !/\.spec\.tsx?$|^src\/demo\/history/.test(path))
    .flatMap((path) => saidIn(path, readFileSync(path, 'utf8')));
}

function saidIn(path: string, source: string): Said[] {
  const isWords = path.startsWith('src/web/i18n/') || path.endsWith('.words.ts') || forOperators.test(path);
  const ofPath = /^src\/web\/i18n\/(vi|en)\//.exec(path)?.[1] as Language | undefined;
  return [...withoutComments(source).matchAll(literal)].flatMap((found) => {
    const text = (found[1] ?? found[2] ?? '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
    const before = source.slice(Math.max(0, found.index - 60), found.index);
    if (!text.includes(' ') || !(isWords || /\b(?:vi|en|summary|description):\s*$/.test(before))) return [];
    const line = source.slice(0, found.index).split('\n').length;
    return [{ at: `${path}:${line}`, language: ofPath ?? (vietnamese.test(text) ? 'vi' : 'en'), text }];
  });
}

/** As long as before, so that places stay. */
const withoutComments = (source: string): string =>
  source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
