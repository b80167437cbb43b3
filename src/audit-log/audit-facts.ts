import { formatDay } from '../calendar/deadline.js';
import { anyPeriodName } from '../calendar/longer-periods.js';
import { mailFaultWords } from '../platform/mail/mail-fault.js';
import type { BilingualText, Language } from '../platform/text.js';
import { formatInstant, formatNumber, formatPercent } from '../web/format.js';
import { words } from '../web/i18n/words.js';

type Data = Record<string, unknown>;

/** Names by code, of sides and bodies. */
export type Names = ReadonlyMap<string, BilingualText>;

/** An entry's facts in plain words, in order: from → to first, then the rest. Ids are left to the export. */
export function factsOf(data: Data, language: Language, names: Names): string[] {
  const { from, to, previousPercent, percent, previousStatus, status, ...rest } = data;
  const say: Say = (value, key) => valueText(value, key, language, names);
  const isChange = 'from' in data && 'to' in data;
  const first = [
    ...(isChange ? [`${say(from)} → ${say(to)}`] : []),
    ...(typeof percent === 'number' ? [percentText(previousPercent, percent, language)] : []),
    ...(status === undefined ? [] : [moved(previousStatus, status, say)]),
  ];
  const others = isChange ? rest : { ...rest, ...('from' in data && { from }), ...('to' in data && { to }) };
  return [...first, ...named(others, language, say)];
}

/** A value in words. @param key the fact it belongs to, whose choices may have names */
type Say = (value: unknown, key?: string) => string;

function named(data: Data, language: Language, say: Say): string[] {
  const t = words(language).auditLog;
  return Object.entries(data)
    .filter(([key, value]) => !/Ids?$/.test(key) && value !== null && value !== undefined && value !== '')
    .map(([key, value]) => {
      const known = key === 'days' && Array.isArray(value) ? 'dates' : key;
      const name = Object.hasOwn(t.facts, known) ? t.facts[known] : key;
      if (key === 'count' && typeof value === 'number') return t.nth(value);
      if (value === true) return name!;
      return value === false && Object.hasOwn(t.factsNot, key)
        ? t.factsNot[key]!
        : `${name}: ${say(value, key)}`;
    });
}

/** What it became, and from what where that is another. */
function moved(before: unknown, now: unknown, say: Say): string {
  return before === undefined || before === null || before === now
    ? say(now)
    : `${say(before)} → ${say(now)}`;
}

function percentText(previous: unknown, percent: number, language: Language): string {
  const now = formatPercent(percent, language);
  return typeof previous === 'number' ? `${formatPercent(previous, language)} → ${now}` : now;
}

function valueText(value: unknown, key: string | undefined, language: Language, names: Names): string {
  const t = words(language);
  const say: Say = (each, of) => valueText(each, of, language, names);
  if (value === null || value === undefined || value === '') return t.auditLog.none;
  if (typeof value === 'boolean') return value ? t.auditLog.yes : t.auditLog.no;
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value === 'string')
    return choiceOf(key, value, language) ?? faultOf(key, value, language) ?? textOf(value, language, names);
  if (Array.isArray(value)) return value.map((each) => say(each, key)).join(', ');
  if (isBilingual(value)) return value[language];
  const data = value as Data;
  if ('from' in data && 'to' in data) return `${say(data.from, key)} → ${say(data.to, key)}`;
  return named(data, language, say).join(', ');
}

/** The name of one of a few values that a fact can have; not of what people typed. */
function choiceOf(key: string | undefined, value: string, language: Language): string | undefined {
  const { auditLog, bodies } = words(language);
  const choices =
    key === 'kind' ? bodies.kinds : key && Object.hasOwn(auditLog.choices, key) ? auditLog.choices[key]! : {};
  return Object.hasOwn(choices, value) ? choices[value] : undefined;
}

/** Why a mail did not go out. */
function faultOf(key: string | undefined, value: string, language: Language): string | undefined {
  return key === 'reason' ? mailFaultWords(value)?.[language] : undefined;
}

/** Days, months, instants and codes as people read them; any other text as it is. */
export function textOf(value: string, language: Language, names: Names): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value);
  if (/^\d{4}-(\d{2}|[QH]\d)$/.test(value)) return anyPeriodName(value)[language];
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
