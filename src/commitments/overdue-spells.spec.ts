import { describe, expect, it } from '@jest/globals';
import { overdueSpells, type HeldState } from './overdue-spells.js';

const at = (day: string, hour = '10:00') => new Date(`${day}T${hour}:00+07:00`).toISOString();
const today = '2019-11-20';

/** One state after the other, the last of which holds. */
const history = (...states: [from: string, dueOn: string | null, open: boolean][]): HeldState[] =>
  states.map(([from, dueOn, open], i) => ({
    from: at(from),
    dueOn,
    open,
    until: states[i + 1] ? at(states[i + 1]![0]) : null,
  }));

describe('the times for which a commitment was overdue', () => {
  it('begin the day after the deadline, and last while nothing is done', () => {
    const states = history(['2019-06-21', '2019-08-31', true]);
    expect(overdueSpells(states, today)).toEqual([{ due: '2019-08-31', from: '2019-09-01', until: null }]);
  });

  it('are none on the last day, and before it', () => {
    expect(overdueSpells(history(['2019-06-21', today, true]), today)).toEqual([]);
  });

  it('stay in the history after an extension, one for each deadline that passed', () => {
    const states = history(
      ['2019-06-21', '2019-08-31', true],
      ['2019-09-10', '2019-10-31', true],
      ['2019-11-05', '2019-12-31', true],
    );
    expect(overdueSpells(states, today)).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-10' },
      { due: '2019-10-31', from: '2019-11-01', until: '2019-11-05' },
    ]);
  });

  it('stay after completion, and go on where the commitment is opened again', () => {
    const states = history(
      ['2019-06-21', '2019-08-31', true],
      ['2019-09-20', '2019-08-31', false],
      ['2019-10-02', '2019-08-31', true],
    );
    expect(overdueSpells(states, today)).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-20' },
      { due: '2019-08-31', from: '2019-10-02', until: null },
    ]);
  });

  it('are not cut by reports in between', () => {
    const states = history(['2019-06-21', '2019-08-31', true], ['2019-09-05', '2019-08-31', true]);
    expect(overdueSpells(states, today)).toHaveLength(1);
  });

  it('are none for an extension in time, for what has no deadline, and for what was suspended before it', () => {
    expect(
      overdueSpells(history(['2019-06-21', '2019-08-31', true], ['2019-08-31', '2019-12-31', true]), today),
    ).toEqual([]);
    expect(overdueSpells(history(['2019-06-21', null, true]), today)).toEqual([]);
    expect(
      overdueSpells(history(['2019-06-21', '2019-08-31', true], ['2019-08-20', '2019-08-31', false]), today),
    ).toEqual([]);
  });

  it('count the morning of the day after the deadline', () => {
    const states = history(['2019-06-21', '2019-08-31', true], ['2019-09-01', '2019-10-31', true]);
    expect(overdueSpells(states, '2019-09-01')).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-01' },
    ]);
  });
});
