import { formatDay } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { formatInstant } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { ExportFacts, ExportFormat } from './export.types.js';

/** Who has a file made, when, and in which language. */
export interface FileReader {
  language: Language;
  /** The post, as pages name it. */
  by: string;
  /** An instant. */
  at: string;
  /** The business day. */
  today: Day;
  /** Its figures are illustrative. */
  demo: boolean;
}

/** `2016-tb-tu Cam kết 2019-11-20.xlsx`; of frozen figures their code stands in the agreement's place. */
export function fileName({ title, asOf, code, agreement }: ExportFacts, format: ExportFormat): string {
  const parts = [code ?? agreement?.slug, title, asOf].filter((part) => part !== undefined);
  // What no file system takes.
  return `${parts.join(' ').replace(/[/\\:*?"<>|]+/g, '-')}.${format}`;
}

/** Of which day figures are, and by what: on every file that is not for programs alone. */
export function asOfLine({ asOf, knownAt }: ExportFacts, { language, today }: FileReader): string {
  if (asOf > today) return words(language).past.ahead(formatDay(asOf));
  return words(language).exports.asOf(formatDay(asOf), formatDay(knownAt));
}

export function documentOf({ agreement }: ExportFacts, language: Language): string | null {
  if (!agreement) return null;
  const { kind, number } = agreement;
  return words(language).documentNumber(kind, number);
}

/** `Lãnh đạo · Hà Nội lập 20/11/2019 09:15` */
export function madeLine({ language, by, at }: FileReader): string {
  return words(language).exports.made(by, formatInstant(at));
}

/** Label and value, line by line: all that a file says of itself. */
export function aboutLines(facts: ExportFacts, reader: FileReader): [string, string][] {
  const { language, by, at, demo } = reader;
  const t = words(language);
  const { about } = t.exports;
  const document = documentOf(facts, language);
  const lines: [string, string | null | undefined][] = [
    [about.title, facts.title],
    [about.agreement, document],
    [about.asOf, asOfLine(facts, reader)],
    [about.code, facts.code],
    [about.filters, facts.filters && (facts.filters.join('; ') || about.noFilter)],
    [about.by, by],
    [about.at, formatInstant(at)],
    [about.demo, demo ? t.print.demo : null],
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}
