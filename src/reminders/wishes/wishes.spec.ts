import { describe, expect, it } from '@jest/globals';
import { calendars } from '../../calendar/calendars.js';
import { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import type { PlannedReminder } from '../plan/planner.types.js';
import { heard } from './heard.js';
import type { Wish } from './wishes.js';

const entered = calendars.flatMap(({ exceptions }) =>
  exceptions.flatMap(({ days, working }) => days.map((day) => ({ day, working }))),
);
const calendar = new WorkingCalendar(entered, [2019, 2020]);
const [officer, colleague, office, leader] = [1, 2, 3, 4];
const recipients = [
  { id: officer, role: 'liaison' },
  { id: colleague, role: 'liaison' },
  { id: office, role: 'coordinator' },
  { id: leader, role: 'leader' },
];

const row = (recipientId: number, given: Partial<PlannedReminder> = {}): PlannedReminder => ({
  recipientId,
  commitmentId: 301,
  rule: 'overdue_5',
  dueVersion: 1,
  day: '2019-11-21',
  counted: ['2019-11-14'],
  ...given,
});
const wish = (userId: number, given: Partial<Wish>): [number, Wish] => [
  userId,
  { userId, frequency: 'daily', pausedUntil: null, standInId: null, ...given },
];
const on = (day: Day, rows: PlannedReminder[], ...wishes: [number, Wish][]) =>
  heard(rows, { wishes: new Map(wishes), day, calendar, recipients });
const silence = (day: Day, ...wishes: [number, Wish][]) => on(day, [row(officer)], ...wishes)[0]?.unheard;

describe('what somebody wants to hear', () => {
  it('is everything, where nothing was settled', () => {
    const rows = [row(officer), row(office)];
    expect(on('2019-11-21', rows)).toEqual(rows);
    expect(on('2019-11-21', rows, wish(leader, { frequency: 'weekly' }))).toEqual(rows);
  });

  describe('weekly', () => {
    const weekly = wish(officer, { frequency: 'weekly' });

    it.each([
      ['a Monday', '2019-11-18', undefined],
      ['a Tuesday', '2019-11-19', 'weekly'],
      ['the Thursday after a week of which Monday to Wednesday are off', '2020-01-02', 'weekly'],
      ['the Monday before Tết', '2020-01-20', undefined],
      ['the first working day after Tết, a Thursday', '2020-01-30', undefined],
      ['the day after it', '2020-01-31', 'weekly'],
    ])('is heard on the first working day of the week: %s', (_, day, expected) => {
      expect(silence(day, weekly)).toBe(expected);
    });

    it('takes a Saturday that is made up for as the first only where the whole week was off', () => {
      const off = ['2019-11-18', '2019-11-19', '2019-11-20', '2019-11-21', '2019-11-22'];
      const whole = new WorkingCalendar(
        [{ day: '2019-11-23', working: true }, ...off.map((day) => ({ day, working: false }))],
        [2019],
      );
      const madeUp = new WorkingCalendar([{ day: '2019-11-23', working: true }], [2019]);
      const of = (in_: WorkingCalendar) =>
        heard([row(officer)], { wishes: new Map([weekly]), day: '2019-11-23', calendar: in_, recipients })[0]!
          .unheard;
      expect(of(whole)).toBeUndefined();
      expect(of(madeUp)).toBe('weekly');
    });
  });

  describe('a pause', () => {
    const paused = wish(officer, { pausedUntil: '2019-11-23' });

    it('lasts up to and including its day, also where that is a day off', () => {
      expect(silence('2019-11-22', paused)).toBe('paused');
      expect(silence('2019-11-25', paused)).toBeUndefined();
    });

    it('leaves what is owed where it stands in the ledger', () => {
      expect(on('2019-11-21', [row(officer, { againFor: 7 })], paused)).toEqual([]);
      expect(on('2019-11-25', [row(officer, { againFor: 7 })], paused)).toHaveLength(1);
    });
  });

  describe('an office', () => {
    const quiet = wish(office, { frequency: 'weekly', pausedUntil: '2019-11-30' });
    const of = (given: Partial<PlannedReminder>) => on('2019-11-21', [row(office, given)], quiet)[0];

    it('cannot switch off what is overdue, neither a reminder nor a step', () => {
      expect(of({})).not.toHaveProperty('unheard');
      expect(of({ rule: 'step_3_leader' })).not.toHaveProperty('unheard');
      expect(of({ againFor: 7 })).toMatchObject({ againFor: 7 });
    });

    it('can do without what is not, and without what waits', () => {
      expect(of({ rule: 'before_7', counted: ['2019-12-02'] })).toMatchObject({ unheard: 'paused' });
      expect(of({ rule: 'on_day', counted: ['2019-11-21'] })).toMatchObject({ unheard: 'paused' });
      expect(of({ rule: 'office_waits', dueVersion: 0, counted: ['2019-11-14'] })).toMatchObject({
        unheard: 'paused',
      });
    });

    it('alone: an officer can switch off what is overdue', () => {
      expect(silence('2019-11-21', wish(officer, { pausedUntil: '2019-11-30' }))).toBe('paused');
    });
  });

  describe('a stand-in', () => {
    const away = wish(officer, { standInId: colleague, pausedUntil: '2019-11-22' });

    it('hears it instead until the end of the pause, and without one until taken out', () => {
      expect(on('2019-11-22', [row(officer)], away)).toEqual([row(colleague, { onBehalfOf: officer })]);
      expect(on('2019-11-25', [row(officer)], away)).toEqual([row(officer)]);
      const open = wish(officer, { standInId: colleague });
      expect(on('2020-11-25', [row(officer)], open)[0]!.recipientId).toBe(colleague);
    });

    it('is told of what is its own as well as of what it hears for another, and for each of two', () => {
      const own = row(colleague);
      expect(on('2019-11-22', [row(officer), own], away)).toEqual([
        row(colleague, { onBehalfOf: officer }),
        own,
      ]);
      const waits = row(officer, { rule: 'leader_waits', dueVersion: 0 });
      expect(on('2019-11-22', [waits, own], away).map(({ onBehalfOf }) => onBehalfOf)).toEqual([
        officer,
        undefined,
      ]);
      const both = [away, wish(leader, { standInId: colleague })];
      const rows = on('2019-11-22', [row(officer), row(leader, { rule: 'step_3_leader' })], ...both);
      expect(rows.map(({ onBehalfOf }) => onBehalfOf)).toEqual([officer, leader]);
    });

    it('hears it as it wants to hear things itself', () => {
      const weekly = wish(colleague, { frequency: 'weekly' });
      expect(on('2019-11-22', [row(officer)], away, weekly)[0]).toMatchObject({
        recipientId: colleague,
        unheard: 'weekly',
      });
    });

    it('that may not stand in any more, pauses, or has a stand-in of its own, leaves it with whom it is for', () => {
      expect(on('2019-11-25', [row(officer)], wish(officer, { standInId: null }))[0]).toEqual(row(officer));
      const paused = [
        wish(officer, { standInId: colleague }),
        wish(colleague, { pausedUntil: '2019-11-22' }),
      ];
      expect(on('2019-11-22', [row(officer)], ...paused)).toEqual([row(officer)]);
      expect(on('2019-11-25', [row(officer)], ...paused)[0]!.recipientId).toBe(colleague);
      const chain = [wish(officer, { standInId: colleague }), wish(colleague, { standInId: office })];
      expect(on('2019-11-22', [row(officer)], ...chain)[0]!.recipientId).toBe(officer);
    });
  });
});
