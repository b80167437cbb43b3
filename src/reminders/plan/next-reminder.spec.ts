import { describe, expect, it } from '@jest/globals';
import { heldSteps, nextSpoken } from './next-reminder.js';
import { sideKey, type OpenCommitment } from './planner.types.js';
import { RuleBook } from './rule-book.js';
import type { ReminderRule } from './rules.js';
import { shippedCalendar } from '../../../test/support/shipped-calendar.js';

const calendar = shippedCalendar([2019, 2020]);
const rules: ReminderRule[] = [
  { code: 'overdue_5', kind: 'overdue', days: 5, unit: 'working', thenEvery: null, to: ['lead_body'] },
  { code: 'step_3_leader', kind: 'step', days: 3, unit: 'working', thenEvery: null, to: ['leader'] },
];
const ground = (answers: string[] = []) => ({
  calendar,
  book: new RuleBook({ rules, holdDays: 3 }),
  ladder: { answers: new Map([[sideKey(309, 1), answers]]), counted: new Map(), told: new Map() },
});
const due = (status: OpenCommitment['status'] = 'in_progress'): OpenCommitment => ({
  id: 309,
  agreementId: 1,
  sectorId: 1,
  status: 'in_progress',
  dueOn: '2019-11-25',
  dueVersion: 1,
  partyIds: [1],
  sides: [{ partyId: 1, leadBodyId: 1, status }],
});
const next = (after: string, answers?: string[], commitment = due()) => {
  const found = nextSpoken(commitment, after, ground(answers))!;
  return [found.day, found.spoken.map(({ rule, sides }) => [rule.code, sides.length])];
};

describe('what comes next of a deadline', () => {
  it('is a step where that comes before the next notice, and the notice where it is over', () => {
    expect(next('2019-11-26')).toEqual(['2019-11-28', [['step_3_leader', 1]]]);
    expect(next('2019-11-28')).toEqual(['2019-12-02', [['overdue_5', 1]]]);
  });

  it('is a held step on the day on which it goes out, beside what else is said then', () => {
    expect(next('2019-11-26', ['2019-11-26'])).toEqual([
      '2019-12-02',
      [
        ['overdue_5', 1],
        ['step_3_leader', 1],
      ],
    ]);
  });

  it('is for the offices alone where no part lags', () => {
    expect(next('2019-11-26', [], due('completed'))).toEqual(['2019-12-02', [['overdue_5', 0]]]);
  });
});

describe('a step that an answer keeps back', () => {
  const held = (today: string, answers: string[], commitment = due()) =>
    heldSteps(commitment, today, ground(answers)).map(({ until, answeredOn }) => [until, answeredOn]);

  it('is told with the day until which it is held and the last answer', () => {
    expect(held('2019-11-28', ['2019-11-26'])).toEqual([['2019-12-02', '2019-11-26']]);
    expect(held('2019-11-28', ['2019-11-27'])).toEqual([['2019-12-03', '2019-11-27']]);
  });

  it('is none without an answer in time, once it is out, or where the part does not lag', () => {
    expect(held('2019-11-28', [])).toEqual([]);
    expect(held('2019-11-28', ['2019-11-22'])).toEqual([]);
    expect(held('2019-12-02', ['2019-11-26'])).toEqual([]);
    expect(held('2019-11-28', ['2019-11-26'], due('completed'))).toEqual([]);
  });
});
