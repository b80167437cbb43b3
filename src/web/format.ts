import { formatDay } from '../calendar/deadline.js';
import { dayOf, weekdayOf, type Day } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { words } from './i18n/words.js';

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;
const numbers = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const figures = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }));
const lists = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
export const weekdays = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
const shortWeekdays = {
  vi: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

/** `Hà Nội và Nghệ An`, `Hanoi and Nghệ An`. */
export function listed(names: readonly string[], language: Language): string {
  return lists[language].format(names);
}

/** `1.234,5` or `1,234.5`. */
export function formatNumber(value: number, language: Language): string {
  return numbers[language].format(value);
}

/** A figure as it was stated, with its decimals: `1.234,56`. */
export function formatFigure(value: number, language: Language): string {
  return figures[language].format(value);
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The month of a day or a period: `T7/2019`, `T10`, `T1/2020`: the year where it is first seen. */
export function monthLabel(day: string, language: Language, withYear: boolean): string {
  const month = Number(day.slice(5, 7));
  if (language === 'vi') return `T${month}${withYear ? `/${day.slice(0, 4)}` : ''}`;
  return `${englishMonths[month - 1]}${withYear ? ` ${day.slice(0, 4)}` : ''}`;
}

/** A share of 1 as `61,1%` or `61.1%`; `–` where there is nothing to share. */
export function formatRate(rate: number | null, language: Language): string {
  return rate === null ? '–' : `${formatNumber(rate * 100, language)}%`;
}

/** A percent of 0–100 as `60%`. */
export function formatPercent(percent: number, language: Language): string {
  return `${formatNumber(percent, language)}%`;
}

/** Bytes as people read them: `412 KB`, `1,8 MB`; in units of 1024. */
export function formatSize(bytes: number, language: Language): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1000
    ? `${formatNumber(Math.round(kib), language)} KB`
    : `${formatNumber(kib / 1024, language)} MB`;
}

export function weekdayName(day: Day, language: Language): string {
  return weekdays[language][weekdayOf(day)] ?? '';
}

/** `T2` … `CN`. */
export function shortWeekday(day: Day, language: Language): string {
  return shortWeekdays[language][weekdayOf(day)] ?? '';
}

/** `Thứ Tư, 20/11/2019`. */
export function formatLongDay(day: Day, language: Language): string {
  return `${weekdayName(day, language)}, ${formatDay(day)}`;
}

/** `Thứ Tư, ngày 20 tháng 11 năm 2019`, `Wednesday, 20 November 2019`: what was typed, read back. */
export function dayInWords(day: Day, language: Language): string {
  const { dayInWords: pattern, months } = words(language).form;
  const parts: Record<string, string> = {
    weekday: weekdayName(day, language),
    dd: day.slice(8),
    d: String(Number(day.slice(8))),
    month: months[Number(day.slice(5, 7)) - 1] ?? '',
    year: day.slice(0, 4),
  };
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
}

/** The day without its year, `21/11`. */
export function formatShortDay(day: Day): string {
  return formatDay(day).slice(0, -5);
}

/** `15/10–14/11/2019`; both years where they differ. */
export function formatRange(from: Day, to: Day): string {
  const start = from.slice(0, 4) === to.slice(0, 4) ? formatShortDay(from) : formatDay(from);
  return `${start}–${formatDay(to)}`;
}

/** An instant as the clock shows it in Việt Nam, `12/11/2019 09:15`. */
export function formatInstant(instant: string): string {
  return `${formatInstantDay(instant)} ${formatTime(instant)}`;
}

export function formatInstantDay(instant: string): string {
  return formatDay(dayOf(new Date(instant)));
}

/** `09:15`. */
export function formatTime(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 16);
}

/** `20/11/2019 09:15:32`: by which two savings within a minute are told apart. */
export function formatInstantSeconds(instant: string): string {
  const time = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 19);
  return `${formatInstantDay(instant)} ${time}`;
}

function perLanguage<T>(make: (locale: string) => T): Record<Language, T> {
  return { vi: make(locales.vi), en: make(locales.en) };
}

/** For a sentence that begins with a word from the middle of others. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The beginning of a text, to the end of a word, where it is longer than a row has room for; the whole stands elsewhere. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = /^.*\S(?=\s)/su.exec(text.slice(0, most + 1))?.[0];
  return `${start ?? [...text].slice(0, most).join('')}…`;
}
