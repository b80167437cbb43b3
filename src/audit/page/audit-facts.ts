import { formatDay } from '../../calendar/deadline.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { formatInstant, formatNumber, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';

type Data = Record<string, unknown>;

/** Names by code, of sides. */
export type Names = ReadonlyMap<string, BilingualText>;

/** An entry's facts in plain words, in order: from → to first, then the rest. Ids are left to the export. */
export function factsOf(data: Data, language: Language, names: Names): string[] {
  const { from, to, previousPercent, percent, previousStatus, status, ...rest } = data;
  const say = (value: unknown) => valueText(value, language, names);
  const isChange = 'from' in data && 'to' in data;
  const first = [
    ...(isChange ? [`${say(from)} → ${say(to)}`] : []),
    ...(typeof percent === 'number' ? [percentText(previousPercent, percent, language)] : []),
    ...(status === undefined ? [] : [moved(previousStatus, status, say)]),
  ];
  const others = isChange ? rest : { ...rest, ...('from' in data && { from }), ...('to' in data && { to }) };
  return [...first, ...named(others, language, say)];
}

function named(data: Data, language: Language, say: (value: unknown) => string): string[] {
  const t = words(language).auditLog;
  return Object.entries(data)
    .filter(([key, value]) => !/Ids?$/.test(key) && value !== null && value !== undefined && value !== '')
    .map(([key, value]) => {
      const name = Object.hasOwn(t.facts, key) ? t.facts[key] : key;
      return value === true ? name! : `${name} ${say(value)}`;
    });
}

/** What it became, and from what where that is another. */
function moved(before: unknown, now: unknown, say: (value: unknown) => string): string {
  return before === undefined || before === null || before === now
    ? say(now)
    : `${say(before)} → ${say(now)}`;
}

function percentText(previous: unknown, percent: number, language: Language): string {
  const now = formatPercent(percent, language);
  return typeof previous === 'number' ? `${formatPercent(previous, language)} → ${now}` : now;
}

function valueText(value: unknown, language: Language, names: Names): string {
  const t = words(language);
  if (value === null || value === undefined || value === '') return t.auditLog.none;
  if (typeof value === 'boolean') return value ? t.auditLog.yes : t.auditLog.no;
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value === 'string') return textOf(value, language, names);
  if (Array.isArray(value)) return value.map((each) => valueText(each, language, names)).join(', ');
  if (isBilingual(value)) return value[language];
  return named(value as Data, language, (each) => valueText(each, language, names)).join(', ');
}

/** Days, instants and codes as people read them; any other text as it is. */
export function textOf(value: string, language: Language, names: Names): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return formatInstant(value);
  const t = words(language);
  const known = [t.auditLog.values, t.roles, t.status].find((each) => Object.hasOwn(each, value));
  if (known) return (known as Record<string, string>)[value]!;
  return names.get(value)?.[language] ?? value;
}

function isBilingual(value: object): value is BilingualText {
  const { vi, en } = value as Partial<BilingualText>;
  return typeof vi === 'string' && typeof en === 'string';
}
