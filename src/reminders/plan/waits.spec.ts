import { describe, expect, it } from '@jest/globals';
import { addDays, type Day } from '../../platform/clock.js';
import { randomFrom } from '../../../test/support/generated-agreement.js';
import { lastWord, planDay } from './planner.js';
import { RuleBook } from './rule-book.js';
import { sincesSpokenOfOn, timesSpoken, waitingRuleOn, type ReminderRule } from './rules.js';
import { reasonToSkip, type Now } from './still-due.js';
import { NO_DEADLINE, type PlannedReminder, type PlannerInput, type WaitingMatter } from './planner.types.js';
import { shippedCalendar } from '../../../test/support/shipped-calendar.js';

const calendar = shippedCalendar([2019, 2020]);
const rules: ReminderRule[] = [
  { code: 'overdue_5', kind: 'overdue', days: 5, unit: 'working', thenEvery: null, to: ['lead_body'] },
  { code: 'leader_waits', kind: 'leader_waits', days: 2, unit: 'working', thenEvery: 3, to: ['leader'] },
  { code: 'office_waits', kind: 'office_waits', days: 2, unit: 'working', thenEvery: 3, to: ['coordinator'] },
  { code: 'report_waits', kind: 'report_waits', days: 2, unit: 'working', thenEvery: 3, to: ['coordinator'] },
];
const book = new RuleBook({ rules, holdDays: 3 });
const [hanoi, nghean] = [1, 2];
const person = (id: number, role: string, partyId: number) => ({ id, role, partyId, bodyId: null });
const recipients = [
  person(1, 'coordinator', hanoi),
  person(2, 'coordinator', nghean),
  person(3, 'liaison', hanoi),
  person(6, 'leader', hanoi),
  person(7, 'leader', hanoi),
];
const forLeaders = (given: Partial<WaitingMatter> = {}): WaitingMatter => ({
  commitmentId: 309,
  agreementId: 1,
  kind: 'leader_waits',
  partyId: hanoi,
  since: '2019-11-20',
  people: [6, 7],
  ...given,
});
const forOffice = (given: Partial<WaitingMatter> = {}) =>
  forLeaders({ kind: 'office_waits', people: null, ...given });

const plan = (day: Day, waiting: WaitingMatter[], given: Partial<PlannerInput> = {}) =>
  planDay({ day, waiting, book, calendar, recipients, bodies: [], commitments: [], ...given });
const people = (rows: PlannedReminder[]) => rows.map(({ recipientId }) => recipientId).sort();

/** The days on which something is told, of those from one on. */
const toldOn = (since: Day, from: Day, days: number) =>
  Array.from({ length: days }, (_, n) => addDays(from, n)).filter((day) =>
    waitingRuleOn(day, since, 'leader_waits', rules, calendar),
  );

describe('what waits', () => {
  it.each([
    ['a Wednesday', '2019-11-20', ['2019-11-22', '2019-11-27', '2019-12-02', '2019-12-05']],
    ['a Saturday', '2019-11-23', ['2019-11-27', '2019-12-02', '2019-12-05']],
    ['a Friday', '2019-11-22', ['2019-11-26', '2019-11-29', '2019-12-04']],
    ['a day of Tết', '2020-01-24', ['2020-02-03', '2020-02-06']],
    ['the day before National Day', '2019-08-30', ['2019-09-04', '2019-09-09', '2019-09-12']],
  ])('since %s is told after 2 working days, then every 3, never on a day off', (_, since, days) => {
    expect(toldOn(since, since, 17).slice(0, days.length)).toEqual(days);
  });

  it('is told on no day before it came, whatever came before it', () => {
    expect(toldOn('2019-12-02', '2019-11-01', 31)).toEqual([]);
  });

  it('is told to every leader of the side, and to nobody else', () => {
    expect(people(plan('2019-11-22', [forLeaders()]))).toEqual([6, 7]);
    expect(people(plan('2019-11-21', [forLeaders()]))).toEqual([]);
  });

  it('is told to the coordinators of the side where its leaders have no account', () => {
    expect(plan('2019-11-22', [forLeaders({ people: [] })])).toMatchObject([
      { recipientId: 1, rule: 'leader_waits' },
    ]);
  });

  it('is told to the office for which it waits, not to the other', () => {
    expect(people(plan('2019-11-22', [forOffice({ partyId: nghean })]))).toEqual([2]);
  });

  it('is a row of its own rule where it is a report of the own side, and of another where anything else waits too', () => {
    const report = forOffice({ kind: 'report_waits' });
    const ruleOf = (...waiting: WaitingMatter[]) => plan('2019-11-22', waiting).map(({ rule }) => rule);
    expect(ruleOf(report)).toEqual(['report_waits']);
    expect(ruleOf(report, forOffice())).toEqual(['office_waits']);
    expect(ruleOf(forOffice(), report)).toEqual(['office_waits']);
  });

  it('is one row for a recipient and a commitment, however much waits there, in whatever role', () => {
    const rows = plan('2019-11-22', [
      forOffice(),
      forOffice({ since: '2019-11-15' }),
      forLeaders({ people: [] }),
      forOffice({ commitmentId: 310 }),
    ]);
    expect(rows.map((row) => `${row.recipientId} ${row.commitmentId} ${row.rule}`)).toEqual([
      '1 309 office_waits',
      '1 310 office_waits',
    ]);
    expect(rows[0]).toMatchObject({
      dueVersion: NO_DEADLINE,
      counted: ['2019-11-20', '2019-11-15', '2019-11-20'],
    });
  });

  it('is told beside the deadline of the same commitment, and outlasts it in what is made up for', () => {
    const commitment = {
      id: 309,
      agreementId: 1,
      sectorId: 1,
      status: 'in_progress' as const,
      dueOn: '2019-11-15',
      dueVersion: 1,
      partyIds: [hanoi],
      sides: [],
    };
    const days = ['2019-11-22', '2019-11-27'].map((day) =>
      plan(day, [forOffice()], { commitments: [commitment] }),
    );
    expect(lastWord(days, '2019-11-28').map(({ rule, day }) => `${rule} ${day}`)).toEqual([
      'overdue_5 2019-11-28',
      'office_waits 2019-11-28',
    ]);
  });

  it('is found by the days since which a rule speaks of it, on each day, worked or not', () => {
    for (let day = '2019-11-20'; day < '2020-02-10'; day = addDays(day, 1)) {
      const spokenOf = [];
      for (let since = '2019-09-01'; since <= day; since = addDays(since, 1))
        if (waitingRuleOn(day, since, 'office_waits', rules, calendar)) spokenOf.push(since);
      expect([day, sincesSpokenOfOn(day, '2019-09-01', rules, calendar)]).toEqual([day, spokenOf]);
    }
  });

  it('has been told as often by a day as it was told on the days up to it', () => {
    for (let since = '2019-11-20'; since < '2020-01-20'; since = addDays(since, 1)) {
      const times = Array.from({ length: 40 }, (_, n) => toldOn(since, since, n + 1).length);
      expect(times.map((_, n) => timesSpoken(rules[1]!, since, addDays(since, n), calendar))).toEqual(times);
    }
  });
});

describe('over 60 days, whatever comes and goes', () => {
  it('each matter is told on exactly the days that the rule says, to each for whom it waits, once', () => {
    const days = Array.from({ length: 60 }, (_, n) => addDays('2020-01-02', n));
    const faults: unknown[] = [];
    let told = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const { next: random } = randomFrom(seed);
      const matters = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, n) => {
        const from = Math.floor(random() * 60);
        const given = { commitmentId: n, since: days[from]!, partyId: random() < 0.5 ? hanoi : nghean };
        const until = days[from + Math.floor(random() * 60)] ?? '9999-12-31';
        const matter =
          random() < 0.5 ? forOffice(given) : forLeaders({ ...given, people: random() < 0.3 ? [] : [6] });
        return { matter, until };
      });
      const rows = days.flatMap((day) =>
        plan(
          day,
          matters
            .filter(({ until, matter }) => matter.since <= day && day < until)
            .map(({ matter }) => matter),
        ),
      );
      for (const { matter, until } of matters) {
        // By hand: the working days before it that it was in these hands, counted one by one.
        const expected = days.filter((day) => {
          if (day >= until || day < matter.since || !calendar.isWorking(day)) return false;
          let held = 0;
          for (let one = matter.since; one < day; one = addDays(one, 1))
            held += Number(calendar.isWorking(one));
          return held >= 2 && (held - 2) % 3 === 0;
        });
        const office = matter.partyId === hanoi ? 1 : 2;
        const to = matter.people?.length ? 6 : office;
        const said = rows.filter(({ commitmentId }) => commitmentId === matter.commitmentId);
        if (
          JSON.stringify(said.map(({ day, recipientId }) => [day, recipientId])) !==
          JSON.stringify(expected.map((day) => [day, to]))
        )
          faults.push([seed, matter, said]);
        told += said.length;
      }
    }
    expect(faults).toEqual([]);
    expect(told).toBeGreaterThan(3_000);
  });
});

describe('before a row about what waits is sent', () => {
  const row = { commitmentId: 309, rule: 'leader_waits', dueVersion: NO_DEADLINE, day: '2019-11-22' };
  const leader = { ...person(6, 'leader', hanoi), active: true };
  const now = (waiting: (WaitingMatter & { held: number })[]): Now => ({
    commitments: new Map(),
    bodies: new Map(),
    waiting: new Map([[309, waiting]]),
    book,
    people: recipients,
  });

  it.each([
    ['still waits for that leader', [{ ...forLeaders(), held: 2 }], null],
    ['has been confirmed', [], 'no_longer_waits'],
    ['came back and was reported again since', [{ ...forLeaders(), held: 1 }], 'passed_on'],
    ['is another leader’s by now', [{ ...forLeaders({ people: [7] }), held: 2 }], 'no_longer_assigned'],
    [
      'waits only for the other side’s leader',
      [{ ...forLeaders({ partyId: nghean, people: [9] }), held: 4 }],
      'no_longer_waits',
    ],
    ['waits for the own office', [{ ...forOffice(), held: 4 }], 'passed_on'],
    ['has gone on to the other office', [{ ...forOffice({ partyId: nghean }), held: 4 }], 'no_longer_waits'],
  ] as const)('it is looked whether it %s', (_, waiting, reason) => {
    expect(reasonToSkip(row, leader, now([...waiting]))).toBe(reason);
  });

  it('an account that is disabled is told nothing, a coordinator only in place of leaders', () => {
    expect(reasonToSkip(row, { ...leader, active: false }, now([{ ...forLeaders(), held: 2 }]))).toBe(
      'account_disabled',
    );
    const office = { ...person(1, 'coordinator', hanoi), active: true };
    expect(reasonToSkip(row, office, now([{ ...forLeaders(), held: 2 }]))).toBe('no_longer_assigned');
    expect(reasonToSkip(row, office, now([{ ...forLeaders({ people: [] }), held: 2 }]))).toBeNull();
  });
});
