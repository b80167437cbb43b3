import { describe, expect, it } from '@jest/globals';
import { addDays } from '../platform/clock.js';
import { latestClosedPeriod, periodOfReport, runningPeriod } from './reporting-period.js';

const days = { cutoffDay: 14, dueDay: 20 };

describe('the latest closed reporting period', () => {
  it.each([
    ['2019-11-20', '2019-11', '2019-10-15', '2019-11-14', '2019-11-20'],
    ['2019-11-15', '2019-11', '2019-10-15', '2019-11-14', '2019-11-20'],
    ['2019-11-14', '2019-10', '2019-09-15', '2019-10-14', '2019-10-20'],
    ['2020-01-10', '2019-12', '2019-11-15', '2019-12-14', '2019-12-20'],
    ['2020-03-15', '2020-03', '2020-02-15', '2020-03-14', '2020-03-20'],
  ])('as of %s is that of %s, from %s to %s, due on %s', (asOf, code, from, to, dueOn) => {
    expect(latestClosedPeriod(asOf, days)).toEqual({ code, from, to, dueOn });
  });

  it('is due in the next month where the due day is not after the cut-off', () => {
    expect(latestClosedPeriod('2019-11-30', { cutoffDay: 28, dueDay: 5 })).toEqual({
      code: '2019-11',
      from: '2019-10-29',
      to: '2019-11-28',
      dueOn: '2019-12-05',
    });
  });
});

describe('the running reporting period', () => {
  it.each([
    ['2019-11-14', '2019-11'],
    ['2019-11-15', '2019-12'],
    ['2019-12-31', '2020-01'],
    ['2020-02-29', '2020-03'],
  ])('on %s is that of %s', (day, code) => {
    expect(runningPeriod(day, days).code).toBe(code);
  });

  it('holds the day, follows the one just ended without a gap, and still runs on the day by which reports on that one are due', () => {
    for (const settings of [
      days,
      { cutoffDay: 1, dueDay: 1 },
      { cutoffDay: 28, dueDay: 28 },
      { cutoffDay: 20, dueDay: 3 },
    ]) {
      for (let day = '2019-01-01'; day < '2020-04-01'; day = addDays(day, 1)) {
        const [running, ended] = [runningPeriod(day, settings), latestClosedPeriod(day, settings)];
        expect([running.from <= day, day <= running.to]).toEqual([true, true]);
        expect(addDays(ended.to, 1)).toBe(running.from);
        expect([ended.to < ended.dueOn, ended.dueOn <= running.to]).toEqual([true, true]);
      }
    }
  });
});

describe('a report that names no period', () => {
  const owed = { owed: true, reported: false };
  it.each([
    ['2019-11-14', owed, '2019-11', 'sent on the last day of a period, is on that one'],
    ['2019-11-15', owed, '2019-11', 'sent the day after, is on the one just ended'],
    ['2019-11-20', owed, '2019-11', 'sent on its due day too'],
    ['2019-11-21', owed, '2019-12', 'sent after it, is on the running one'],
    [
      '2019-11-18',
      { owed: true, reported: true },
      '2019-12',
      'is on the running one where the side has reported',
    ],
    [
      '2019-11-18',
      { owed: false, reported: false },
      '2019-12',
      'is on the running one where the side owes nothing',
    ],
  ])('%s %j: %s; %s', (sent, own, code) => {
    expect(periodOfReport(sent, days, own).code).toBe(code);
  });
});
