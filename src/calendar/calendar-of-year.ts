import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import { formatDay } from './deadline.js';

/** A decision on days off. Its number and date were read, not remembered. */
export interface CalendarDocument {
  kind: string;
  number: string;
  issuedOn: Day;
  issuer: string;
  /** The page on which its text, or a report of it with these days, was read on `READ_ON`. */
  readAt: string;
}

export interface CalendarOfYear {
  year: number;
  /** The one that decides the year first; none where no decision has been read, and the year is only expected. */
  documents: CalendarDocument[];
  /** Of an expected year: by what its days were worked out, and what to compare them with. */
  expectedBy?: string;
  exceptions: { days: Day[]; working: boolean; name: BilingualText }[];
}

/** Why each year is as it is: docs/decisions/working-calendar.md. */
export const READ_ON: Day = '2026-11-29';

/** What is said of where the days come from. */
export function sourceOf({ documents, expectedBy = '' }: CalendarOfYear): string {
  return documents.length === 0 ? expectedBy : documents.map(inWords).join('; ');
}

const inWords = ({ kind, number, issuedOn, issuer }: CalendarDocument) =>
  `${kind} số ${number} ngày ${formatDay(issuedOn)} của ${issuer}`;

export const off = (vi: string, en: string, ...days: Day[]) => ({ days, working: false, name: { vi, en } });
export const makeUp = (vi: string, en: string, ...days: Day[]) => ({ days, working: true, name: { vi, en } });
export const tet = (year: string, ...days: Day[]) => off(`Tết Nguyên đán ${year}`, 'Lunar New Year', ...days);
export const tetInLieu = (...days: Day[]) =>
  off('Nghỉ bù Tết Nguyên đán', 'In lieu of Lunar New Year', ...days);
export const hungKings = (day: Day) => off('Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day', day);
export const nationalDay = (...days: Day[]) => off('Quốc khánh', 'National Day', ...days);
export const cultureDay = (day: Day) => off('Ngày Văn hóa Việt Nam', 'Vietnam Culture Day', day);
export const newYear = (day: Day) => off('Tết Dương lịch', 'New Year', day);
export const victory = (day: Day) => off('Ngày Chiến thắng', 'Reunification Day', day);
export const labour = (day: Day) => off('Ngày Quốc tế Lao động', 'Labour Day', day);

/** A working day off, and the Saturday worked instead of it. */
export function swapped(day: Day, saturday: Day) {
  const [given, taken] = [dayAndMonth(day), dayAndMonth(saturday)];
  return [
    off(`Nghỉ hoán đổi với thứ Bảy ${taken}`, `In exchange for Saturday ${taken}`, day),
    makeUp(`Làm bù ngày ${given}`, `Worked in lieu of ${given}`, saturday),
  ];
}

const dayAndMonth = (day: Day) => formatDay(day).slice(0, -5);

export const letter = (number: string, issuedOn: Day, readAt: string): CalendarDocument => ({
  kind: 'Công văn',
  number,
  issuedOn,
  issuer: 'Văn phòng Chính phủ',
  readAt,
});
export const labourNotice = (number: string, issuedOn: Day, readAt: string): CalendarDocument => ({
  kind: 'Thông báo',
  number,
  issuedOn,
  issuer: 'Bộ Lao động – Thương binh và Xã hội',
  readAt,
});
