import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

export interface CalendarOfYear {
  year: number;
  /** Where the days come from, shown beside the calendar. */
  source: string;
  exceptions: { days: Day[]; working: boolean; name: BilingualText }[];
}

const off = (vi: string, en: string, ...days: Day[]) => ({ days, working: false, name: { vi, en } });
const makeUp = (vi: string, en: string, ...days: Day[]) => ({ days, working: true, name: { vi, en } });

/**
 * The calendar of civil servants. Weekends inside a holiday are off anyway and are not listed. Monday 31/12/2018 was
 * off too, but 2018 is not entered. The second day of the National Day holiday began only in 2021.
 */
export const calendars: CalendarOfYear[] = [
  {
    year: 2019,
    source: 'Lịch nghỉ lễ, Tết năm 2019 của cán bộ, công chức, viên chức',
    exceptions: [
      off('Tết Dương lịch', 'New Year', '2019-01-01'),
      makeUp('Làm bù ngày 31/12/2018', 'Worked in lieu of 31/12/2018', '2019-01-05'),
      off(
        'Tết Nguyên đán Kỷ Hợi',
        'Lunar New Year',
        '2019-02-04',
        '2019-02-05',
        '2019-02-06',
        '2019-02-07',
        '2019-02-08',
      ),
      off('Nghỉ bù Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day, in lieu of Sunday 14/4', '2019-04-15'),
      off('Nghỉ hoán đổi với thứ Bảy 04/5', 'In exchange for Saturday 04/5', '2019-04-29'),
      off('Ngày Chiến thắng', 'Reunification Day', '2019-04-30'),
      off('Ngày Quốc tế Lao động', 'Labour Day', '2019-05-01'),
      makeUp('Làm bù ngày 29/4', 'Worked in lieu of 29/4', '2019-05-04'),
      off('Quốc khánh', 'National Day', '2019-09-02'),
    ],
  },
  {
    year: 2020,
    source: 'Lịch nghỉ lễ, Tết năm 2020 của cán bộ, công chức, viên chức',
    exceptions: [
      off('Tết Dương lịch', 'New Year', '2020-01-01'),
      off(
        'Tết Nguyên đán Canh Tý',
        'Lunar New Year',
        '2020-01-23',
        '2020-01-24',
        '2020-01-27',
        '2020-01-28',
        '2020-01-29',
      ),
      off('Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day', '2020-04-02'),
      off('Ngày Chiến thắng', 'Reunification Day', '2020-04-30'),
      off('Ngày Quốc tế Lao động', 'Labour Day', '2020-05-01'),
      off('Quốc khánh', 'National Day', '2020-09-02'),
    ],
  },
];
