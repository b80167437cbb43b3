import { describe, expect, it } from '@jest/globals';
import { addDays } from '../platform/clock.js';
import { shippedCalendar } from '../../test/support/shipped-calendar.js';

const calendar = shippedCalendar();

describe('the working calendar of 2019 and 2020', () => {
  it.each([
    ['2019-01-01', false, 'New Year'],
    ['2019-01-05', true, 'make-up Saturday for 31/12/2018'],
    ['2019-02-04', false, 'Tết'],
    ['2019-02-08', false, 'Tết, last day'],
    ['2019-02-11', true, 'back after Tết'],
    ['2019-04-14', false, 'Hùng Kings’ Day, a Sunday'],
    ['2019-04-15', false, 'day off in lieu'],
    ['2019-04-29', false, 'exchanged for Saturday'],
    ['2019-05-01', false, 'Labour Day'],
    ['2019-05-04', true, 'make-up Saturday'],
    ['2019-05-11', false, 'an ordinary Saturday'],
    ['2019-09-02', false, 'National Day'],
    ['2019-09-03', true, 'the second National Day holiday began only in 2021'],
    ['2020-01-01', false, 'New Year'],
    ['2020-01-22', true, 'the day before Tết'],
    ['2020-01-23', false, 'Tết'],
    ['2020-01-29', false, 'Tết, last day'],
    ['2020-01-30', true, 'back after Tết'],
    ['2020-04-02', false, 'Hùng Kings’ Day'],
    ['2020-05-01', false, 'Labour Day'],
    ['2020-09-02', false, 'National Day'],
    ['2020-09-01', true, 'an ordinary Tuesday'],
  ])('%s: worked %s (%s)', (day, works) => {
    expect(calendar.isWorking(day)).toBe(works);
  });

  it.each([
    [7, '2019-11-25', '2019-11-14'],
    [7, '2019-11-30', '2019-11-21'],
    [1, '2019-11-25', '2019-11-22'],
    [1, '2019-05-06', '2019-05-04'],
    [1, '2019-02-11', '2019-02-01'],
    [7, '2019-05-06', '2019-04-23'],
    [30, '2020-03-02', '2020-01-13'],
    [30, '2019-12-31', '2019-11-19'],
  ])('the working day %i before %s is %s', (count, day, expected) => {
    expect(calendar.before(day, count)).toBe(expected);
  });

  it.each([
    [1, '2019-08-30', '2019-09-03'],
    [5, '2020-01-21', '2020-02-04'],
    [5, '2019-11-15', '2019-11-22'],
  ])('the working day %i after %s is %s', (count, day, expected) => {
    expect(calendar.after(day, count)).toBe(expected);
  });

  it('counts the working days after one day up to another', () => {
    expect(calendar.countBetween('2019-11-15', '2019-11-22')).toBe(5);
    expect(calendar.countBetween('2020-01-22', '2020-01-30')).toBe(1);
    expect(calendar.countBetween('2019-05-03', '2019-05-05')).toBe(1);
    expect(calendar.countBetween('2019-11-22', '2019-11-15')).toBe(0);
    expect(calendar.daysBetween('2019-08-30', '2019-09-04')).toEqual(['2019-09-03', '2019-09-04']);
  });

  it('takes the last working day where a day is off', () => {
    expect(calendar.onOrBefore('2019-11-30')).toBe('2019-11-29');
    expect(calendar.onOrBefore('2019-11-29')).toBe('2019-11-29');
  });

  it('knows which years are entered, and takes only weekends off in any other', () => {
    expect(calendar.isEntered('2027-12-31')).toBe(true);
    expect(calendar.isEntered('2028-01-01')).toBe(false);
    expect(calendar.isWorking('2028-01-03')).toBe(true);
    expect(calendar.isWorking('2028-01-01')).toBe(false);
    expect(calendar.after('2027-12-31', 1)).toBe('2028-01-03');
    expect(calendar.countBetween('2027-12-31', '2099-12-31')).toBeGreaterThan(18_000);
  });

  it('counts between any two days of three years what one counts day by day', () => {
    const days = Array.from({ length: 1100 }, (_, n) => addDays('2018-12-20', n));
    const worked = days.map((day) => Number(calendar.isWorking(day)));
    let checked = 0;
    for (let from = 0; from < days.length; from += 7) {
      let count = 0;
      for (let to = from + 1; to < days.length; to += 1) {
        count += worked[to]!;
        if (calendar.countBetween(days[from]!, days[to]!) !== count)
          throw new Error(
            `${days[from]} to ${days[to]}: ${calendar.countBetween(days[from]!, days[to]!)}, not ${count}`,
          );
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(80_000);
    expect(calendar.countBetween('2019-11-20', '2019-11-20')).toBe(0);
    expect(calendar.countBetween('2019-11-20', '2019-11-18')).toBe(0);
  });
});
