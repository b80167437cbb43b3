import { describe, expect, it } from '@jest/globals';
import { addDays, isDay, weekdayOf, type Day } from '../platform/clock.js';
import { sourceOf, type CalendarOfYear } from './calendar-of-year.js';
import { calendars } from './calendars.js';
import { WorkingCalendar } from './working-days.js';

const all = calendars.flatMap(({ exceptions }) =>
  exceptions.flatMap(({ days, working }) => days.map((day) => ({ day, working }))),
);
const calendar = new WorkingCalendar(
  all,
  calendars.map(({ year }) => year),
);
const ofYear = (year: number) => calendars.find((one) => one.year === year)!;
const daysOf = ({ exceptions }: CalendarOfYear, working: boolean): Day[] =>
  exceptions
    .filter((one) => one.working === working)
    .flatMap(({ days }) => days)
    .sort();

/** Counted by another program, from the notices. */
const years: [number, number, string, string][] = [
  [2019, 252, '01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02', '01-05 05-04'],
  [2020, 252, '01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02', ''],
  [2021, 250, '01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03', ''],
  [2022, 249, '01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02', ''],
  [2023, 249, '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04', ''],
  [2024, 251, '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03', '05-04'],
  [2025, 250, '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02', '04-26'],
  [
    2026,
    249,
    '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24',
    '01-10 08-22',
  ],
  [2027, 249, '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24', ''],
];

describe('the calendars that come with the program', () => {
  it('are those of 2019 to 2027, in order', () => {
    expect(calendars.map(({ year }) => year)).toEqual(years.map(([year]) => year));
  });

  it.each(years)('%i has %i working days; off are %s; made up on %s', (year, worked, off, madeUp) => {
    const full = (days: string) => (days === '' ? [] : days.split(' ').map((day) => `${year}-${day}`));
    expect(daysOf(ofYear(year), false)).toEqual(full(off));
    expect(daysOf(ofYear(year), true)).toEqual(full(madeUp));
    expect(calendar.countBetween(`${year - 1}-12-31`, `${year}-12-31`)).toBe(worked);
  });

  it('name no day twice, and so none as both off and made up', () => {
    expect(new Set(all.map(({ day }) => day)).size).toBe(all.length);
  });

  it('name nothing but days of their year: weekdays off, Saturdays worked', () => {
    for (const one of calendars)
      for (const { days, working } of one.exceptions)
        for (const day of days) {
          expect([day, isDay(day), day.slice(0, 4)]).toEqual([day, true, String(one.year)]);
          expect([day, working ? weekdayOf(day) === 6 : weekdayOf(day) % 6 !== 0]).toEqual([day, true]);
        }
  });

  it.each(calendars.map((one) => [one.year, one] as const))(
    '%i is decided by documents whose number, date and place of reading are named, or says that it is expected',
    (year, one) => {
      for (const { number, issuedOn, readAt } of one.documents) {
        expect(number).toMatch(/^\d+\/[\p{L}\d/-]+$/u);
        expect(isDay(issuedOn)).toBe(true);
        expect(Number(issuedOn.slice(0, 4))).toBeGreaterThanOrEqual(year - 1);
        expect(() => new URL(readAt)).not.toThrow();
      }
      const source = sourceOf(one);
      expect(one.documents.length === 0).toBe(source.startsWith('Dự kiến'));
      expect(source.length).toBeLessThanOrEqual(300);
    },
  );

  it('take 2027 as expected, and every year before it as decided', () => {
    const expected = calendars.filter(({ documents }) => documents.length === 0);
    expect(expected.map(({ year }) => year)).toEqual([2027]);
    expect(sourceOf(ofYear(2024))).toBe(
      'Thông báo số 5015/TB-LĐTBXH ngày 22/11/2023 của Bộ Lao động – Thương binh và Xã hội; Công văn số 2450/VPCP-KGVX ngày 12/4/2024 của Văn phòng Chính phủ',
    );
  });

  it('give the second National Day holiday from 2021 and Vietnam Culture Day from 2026, and not before', () => {
    const nationalDays = (year: number) =>
      ofYear(year)
        .exceptions.filter(({ name }) => name.vi.includes('Quốc khánh'))
        .flatMap(({ days }) => days).length;
    expect(years.map(([year]) => nationalDays(year))).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 2]);
    // 24/11 was a Sunday in 2019 and in 2024.
    const worked = years.map(([year]) => year).filter((year) => calendar.isWorking(`${year}-11-24`));
    expect(worked).toEqual([2020, 2021, 2022, 2023, 2025]);
  });
});

describe('a reminder or a deadline beside a make-up Saturday or a day swapped', () => {
  it.each([
    ['the last working day before Monday 06/5/2024 is the Saturday', 1, '2024-05-06', '2024-05-04'],
    ['three before the holidays of 2025 reaches over the Saturday', 3, '2025-04-30', '2025-04-26'],
    ['seven before 05/01/2026, over the Friday given', 7, '2026-01-05', '2025-12-23'],
    ['one before Monday 12/01/2026 is the Saturday worked for that Friday', 1, '2026-01-12', '2026-01-10'],
    ['one before Monday 24/8/2026 is a Saturday', 1, '2026-08-24', '2026-08-22'],
    ['one before 03/9/2026, over five days', 1, '2026-09-03', '2026-08-28'],
    ['one before 25/11/2026, over Culture Day', 1, '2026-11-25', '2026-11-23'],
    ['one before 11/02/2027, over Lunar New Year', 1, '2027-02-11', '2027-02-03'],
  ] as const)('%s', (_, count, day, expected) => {
    expect(calendar.before(day, count)).toBe(expected);
  });

  it('takes the last day of a deadline on a day off back to the working day before it', () => {
    expect(calendar.onOrBefore('2026-08-31')).toBe('2026-08-28');
    expect(calendar.onOrBefore('2026-08-22')).toBe('2026-08-22');
    expect(calendar.onOrBefore('2026-08-23')).toBe('2026-08-22');
    expect(calendar.onOrBefore('2026-11-24')).toBe('2026-11-23');
  });

  it('counts as many working days in a year whose days are only swapped', () => {
    const swaps = [
      ['2019-04-29', '2019-05-04'],
      ['2024-04-29', '2024-05-04'],
      ['2025-05-02', '2025-04-26'],
      ['2026-01-02', '2026-01-10'],
      ['2026-08-31', '2026-08-22'],
    ] as const;
    for (const [given, taken] of swaps) {
      expect([given, calendar.isWorking(given)]).toEqual([given, false]);
      expect([taken, calendar.isWorking(taken)]).toEqual([taken, true]);
      expect([taken, calendar.isWorking(addDays(taken, 1))]).toEqual([taken, false]);
    }
  });
});
