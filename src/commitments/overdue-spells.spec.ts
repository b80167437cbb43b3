import { describe, expect, it } from '@jest/globals';
import { randomFrom } from '../../test/support/generated-agreement.js';
import { act, commitmentOf, DUE, FIRST } from '../../test/support/random-history.js';
import { addDays, dayOf, instantOf, type Day } from '../platform/clock.js';
import type { Commitment } from './commitment.entity.js';
import { overdueSpells as spellsOf, type HeldState } from './overdue-spells.js';

const at = (day: string, hour = '10:00') => new Date(`${day}T${hour}:00+07:00`).toISOString();
const today = '2019-11-20';

const overdueSpells = (states: HeldState[], day: Day, completedOn: Day | null = null) =>
  spellsOf(states, completedOn, day);

/** One state after the other, the last of which holds. */
const history = (...states: [from: string, dueOn: string | null, isStopped?: boolean][]): HeldState[] =>
  states.map(([from, dueOn, isStopped = false], i) => ({
    from: at(from),
    dueOn,
    isStopped,
    until: states[i + 1] ? at(states[i + 1]![0]) : null,
  }));

describe('the times for which a commitment was overdue', () => {
  it('begin the day after the deadline, and last while nothing is done', () => {
    const states = history(['2019-06-21', '2019-08-31']);
    expect(overdueSpells(states, today)).toEqual([{ due: '2019-08-31', from: '2019-09-01', until: null }]);
  });

  it('are none on the last day, and before it', () => {
    expect(overdueSpells(history(['2019-06-21', today]), today)).toEqual([]);
  });

  it('stay in the history after an extension, one for each deadline that passed', () => {
    const states = history(
      ['2019-06-21', '2019-08-31'],
      ['2019-09-10', '2019-10-31'],
      ['2019-11-05', '2019-12-31'],
    );
    expect(overdueSpells(states, today)).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-10' },
      { due: '2019-10-31', from: '2019-11-01', until: '2019-11-05' },
    ]);
  });

  const entered = (day: string) => history(['2019-06-21', '2019-08-31'], [day, '2019-08-31']);

  it('end on the day on which it was done, whenever that was entered', () => {
    expect(overdueSpells(entered('2019-09-20'), today, '2019-09-12')).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-12' },
    ]);
    expect(overdueSpells(entered('2019-09-20'), today, '2019-09-01')).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-01' },
    ]);
  });

  it('are none where it was done in time, however late that was entered or confirmed', () => {
    for (const day of ['2019-08-20', '2019-08-31'])
      expect(overdueSpells(entered('2019-11-19'), today, day)).toEqual([]);
  });

  it('go on through a completion that no longer stands', () => {
    const states = history(
      ['2019-06-21', '2019-08-31'],
      ['2019-09-20', '2019-08-31'],
      ['2019-10-02', '2019-08-31'],
    );
    expect(overdueSpells(states, today)).toEqual([{ due: '2019-08-31', from: '2019-09-01', until: null }]);
  });

  it('begin again where it is taken up after it was suspended', () => {
    const states = history(
      ['2019-06-21', '2019-08-31'],
      ['2019-09-20', '2019-08-31', true],
      ['2019-10-02', '2019-08-31'],
    );
    expect(overdueSpells(states, today)).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-20' },
      { due: '2019-08-31', from: '2019-10-02', until: null },
    ]);
  });

  it('are not cut by reports in between', () => {
    const states = history(['2019-06-21', '2019-08-31'], ['2019-09-05', '2019-08-31']);
    expect(overdueSpells(states, today)).toHaveLength(1);
  });

  it('are none for an extension in time, for what has no deadline, and for what was suspended before it', () => {
    expect(overdueSpells(history(['2019-06-21', '2019-08-31'], ['2019-08-31', '2019-12-31']), today)).toEqual(
      [],
    );
    expect(overdueSpells(history(['2019-06-21', null]), today)).toEqual([]);
    expect(
      overdueSpells(history(['2019-06-21', '2019-08-31'], ['2019-08-20', '2019-08-31', true]), today),
    ).toEqual([]);
  });

  it('count the morning of the day after the deadline', () => {
    const states = history(['2019-06-21', '2019-08-31'], ['2019-09-01', '2019-10-31']);
    expect(overdueSpells(states, '2019-09-01')).toEqual([
      { due: '2019-08-31', from: '2019-09-01', until: '2019-09-01' },
    ]);
  });
});

/** One history by chance, with a deadline that is sometimes moved: what it was at each day's end, and as what it stands. */
function randomHistory(seed: number) {
  const { next: random } = randomFrom(seed);
  const commitment = commitmentOf(2);
  const stateOf = ({ dueOn, status }: Commitment, from: Date): HeldState => ({
    dueOn: dueOn!,
    isStopped: status === 'suspended' || status === 'withdrawn',
    from: from.toISOString(),
    until: null,
  });
  let moment = instantOf(FIRST, '08:00');
  const states = [stateOf(commitment, moment)];
  for (let step = 0; step < 24; step += 1) {
    moment = new Date(moment.getTime() + Math.floor(random() * 24 * 86_400_000));
    if (random() < 0.05 && commitment.status !== 'completed')
      commitment.dueOn = addDays(commitment.dueOn!, 20);
    else act(commitment, random, moment);
    states.at(-1)!.until = moment.toISOString();
    states.push(stateOf(commitment, moment));
  }
  return { states, today: dayOf(moment), completedOn: commitment.completedOn ?? null };
}

describe('in 10,000 histories by chance', () => {
  it('it was overdue on the days past the deadline that held, until it was done; what was done in time never', () => {
    let [inTime, late] = [0, 0];
    const faults: unknown[] = [];
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const { states, today: last, completedOn } = randomHistory(seed);
      const spells = overdueSpells(states, last, completedOn);
      const ends = states.map(({ from }) => dayOf(new Date(from)));
      let place = 0;
      for (let day = FIRST; day <= last; day = addDays(day, 1)) {
        while (ends[place + 1] !== undefined && ends[place + 1]! <= day) place += 1;
        const { dueOn, isStopped } = states[place]!;
        const isOver = !isStopped && dueOn! < day && (completedOn === null || day < completedOn);
        const isIn = spells.some(({ from, until }) => from <= day && (until === null || day < until));
        if (isOver !== isIn) faults.push([seed, day]);
      }
      if (completedOn === null) continue;
      if (spells.some(({ until }) => until === null || until > completedOn)) faults.push([seed, spells]);
      if (completedOn <= DUE && spells.length > 0) faults.push([seed, completedOn, spells]);
      if (completedOn <= DUE) inTime += 1;
      else late += 1;
    }
    expect(faults).toEqual([]);
    expect(inTime).toBeGreaterThan(50);
    expect(late).toBeGreaterThan(50);
  });
});
