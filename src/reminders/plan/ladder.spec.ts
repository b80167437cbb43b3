import { describe, expect, it } from '@jest/globals';
import { addDays, type Day } from '../../platform/clock.js';
import { goesOutOn, type LadderGround } from './ladder.js';
import { RuleBook } from './rule-book.js';
import { codeOf, nameOf, type RuleContent } from './rule-catalogue.js';
import { planDay } from './planner.js';
import { sideKey } from './planner.types.js';
import { reasonToSkip } from './still-due.js';
import { ruleOn, rulesOn, type ReminderRule } from './rules.js';
import { shippedCalendar } from '../../../test/support/shipped-calendar.js';

const calendar = shippedCalendar([2019, 2020]);
const made = (content: Partial<RuleContent> & Pick<RuleContent, 'kind' | 'days'>): ReminderRule => {
  const rule: RuleContent = { unit: 'working', thenEvery: null, to: ['lead_body'], ...content };
  return { ...rule, code: codeOf(rule) };
};
const step = made({ kind: 'step', days: 3, to: ['leader'] });
const count = made({ kind: 'count', days: 3, to: ['leader'] });
const overdue = made({ kind: 'overdue', days: 5 });
const ground = (given: Partial<LadderGround> = {}): LadderGround => ({
  dueOn: '2019-11-25',
  answers: [],
  counted: [],
  rules: [overdue, step, count],
  calendar,
  holdOn: () => 3,
  ...given,
});
/** The days on which a rule goes out, of those from the deadline on. */
const daysOf = (rule: ReminderRule, given: Partial<LadderGround> = {}) =>
  calendar.daysBetween('2019-11-20', '2020-01-20').filter((day) => goesOutOn(day, rule, ground(given)));

describe('a step', () => {
  it.each<[string, Day[], Day]>([
    ['nothing was answered', [], '2019-11-28'],
    ['an answer is older than three working days', ['2019-11-22'], '2019-11-28'],
    ['it was answered on the 26th', ['2019-11-26'], '2019-12-02'],
    ['it was answered on the 27th', ['2019-11-27'], '2019-12-03'],
    ['it was answered again and again', ['2019-11-26', '2019-11-29', '2019-12-02'], '2019-12-03'],
    ['it was answered after it went out', ['2019-11-28'], '2019-11-28'],
  ])('goes out once, on the first day on which nothing holds it: %s', (_, answers, day) => {
    expect(daysOf(step, { answers })).toEqual([day]);
  });

  it('is not held where the agreement does not hold', () => {
    expect(daysOf(step, { answers: ['2019-11-27'], holdOn: () => 0 })).toEqual(['2019-11-28']);
  });

  it('goes out on the next day once a hold is taken away', () => {
    const holdOn = (day: Day) => (day < '2019-12-02' ? 3 : 0);
    expect(daysOf(step, { answers: ['2019-11-27', '2019-11-29'], holdOn })).toEqual(['2019-12-02']);
  });

  it('by calendar days waits for the end of a row of days off', () => {
    const byCalendar = made({ kind: 'step', days: 10, unit: 'calendar', to: ['leader'] });
    const days = calendar.daysBetween('2020-01-17', '2020-02-20');
    expect(days.filter((day) => goesOutOn(day, byCalendar, ground({ dueOn: '2020-01-17' })))).toEqual([
      '2020-01-30',
    ]);
  });

  it('by the count goes out with the notice that exceeds it, which need not have been sent yet', () => {
    const counted = ['2019-12-02', '2019-12-09', '2019-12-16'];
    expect(daysOf(count, { counted })[0]).toBe('2019-12-23');
    expect(daysOf(count, { counted: [...counted, '2019-12-23', '2019-12-30'] })).toEqual(['2019-12-23']);
    expect(daysOf(count, { counted: counted.slice(1) })).toEqual([]);
  });

  it('by the count follows a chase by hand on the next working day', () => {
    const counted = ['2019-12-02', '2019-12-09', '2019-12-16', '2019-12-18'];
    expect(daysOf(count, { counted })).toEqual(['2019-12-19']);
  });

  it.each([0, 1, 3, 10])(
    'goes out exactly once, whatever is answered, at most %d working days late',
    (hold) => {
      let seed = hold + 1;
      const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
      for (let round = 0; round < 200; round += 1) {
        const answers = Array.from({ length: random(6) }, () => addDays('2019-11-20', random(40)));
        const days = daysOf(step, { answers, holdOn: () => hold });
        expect(days).toHaveLength(1);
        expect(days[0]! >= '2019-11-28').toBe(true);
        if (hold > 0) expect(days[0]! <= calendar.after('2019-11-28', hold)).toBe(true);
        else expect(days[0]).toBe('2019-11-28');
      }
    },
  );
});

describe('rules by calendar days', () => {
  it.each<[ReminderRule, Day, Day[]]>([
    [made({ kind: 'before', days: 14, unit: 'calendar' }), '2019-11-25', ['2019-11-11']],
    [made({ kind: 'before', days: 2, unit: 'calendar' }), '2019-12-02', ['2019-11-29']],
    [
      made({ kind: 'overdue', days: 7, unit: 'calendar' }),
      '2019-11-23',
      ['2019-12-02', '2019-12-09', '2019-12-16', '2019-12-23', '2019-12-30'],
    ],
  ])('move from days off: %j', (rule, dueOn, days) => {
    const spoken = calendar
      .daysBetween('2019-11-01', '2020-01-01')
      .filter((day) => ruleOn(day, dueOn, [rule], calendar));
    expect(spoken).toEqual(days);
  });

  it('give way to the one that is nearer the deadline', () => {
    const rules = [made({ kind: 'before', days: 1 }), made({ kind: 'before', days: 2, unit: 'calendar' })];
    expect(rulesOn('2019-11-29', '2019-12-02', rules, calendar)).toHaveLength(2);
    expect(ruleOn('2019-11-29', '2019-12-02', rules, calendar)!.code).toBe('before_1');
  });
});

describe('codes and names of rules', () => {
  it.each<[RuleContent, string]>([
    [made({ kind: 'before', days: 14, unit: 'calendar' }), 'before_14c'],
    [made({ kind: 'on_day', days: 0, to: ['head'] }), 'on_day_head'],
    [made({ kind: 'step', days: 10, unit: 'calendar', to: ['leader', 'head'] }), 'step_10c_head_leader'],
    [made({ kind: 'report_due', days: 2, thenEvery: 5 }), 'report_due_2_5'],
    [made({ kind: 'silent', days: 30, unit: 'calendar', thenEvery: 5 }), 'silent_30c_5'],
    [made({ kind: 'leader_waits', days: 2, thenEvery: 3, to: ['leader'] }), 'leader_waits'],
    [made({ kind: 'leader_waits', days: 1, thenEvery: 4, to: ['leader'] }), 'leader_waits_1_4'],
  ])('are made of what they say', (rule, code) => {
    expect(codeOf(rule)).toBe(code);
    expect(Object.values(nameOf(rule)).every((name) => name.length > 5)).toBe(true);
  });

  it('say of which days they are, where days off count too', () => {
    const of = (unit: RuleContent['unit']) => nameOf(made({ kind: 'silent', days: 30, unit })).vi;
    expect([of('calendar'), of('working')]).toEqual([
      'Nhắc khi 30 ngày (tính cả ngày nghỉ) không có thông tin',
      'Nhắc khi 30 ngày làm việc không có thông tin',
    ]);
  });
});

describe('who is told', () => {
  const person = (
    id: number,
    role: string,
    partyId: number,
    bodyId: number | null = null,
    isHead = false,
  ) => ({
    id,
    role,
    partyId,
    bodyId,
    isHead,
  });
  const people = [
    person(1, 'coordinator', 1),
    person(2, 'coordinator', 2),
    person(3, 'liaison', 1, 10),
    person(4, 'liaison', 1, 10, true),
    person(5, 'liaison', 2, 20),
    person(6, 'leader', 1),
    person(7, 'leader', 1),
  ];
  const rules = [
    made({ kind: 'on_day', days: 0 }),
    made({ kind: 'on_day', days: 0, to: ['head'] }),
    step,
    overdue,
  ];
  const told = (day: Day, given: Partial<Parameters<typeof planDay>[0]> = {}) =>
    planDay({
      day,
      book: new RuleBook({ rules, holdDays: 3 }),
      calendar,
      recipients: people,
      bodies: [],
      waiting: [],
      commitments: [
        {
          id: 303,
          agreementId: 1,
          sectorId: 7,
          status: 'in_progress',
          dueOn: '2019-11-25',
          dueVersion: 1,
          partyIds: [1, 2],
          sides: [
            { partyId: 1, leadBodyId: 10, status: 'in_progress' },
            { partyId: 2, leadBodyId: 20, status: 'in_progress' },
          ],
        },
      ],
      ...given,
    })
      .map(({ recipientId, rule, forRole }) => `${recipientId} ${rule}${forRole ? ` for ${forRole}` : ''}`)
      .sort();

  it('is the head of a body on the day, and its office where there is none, which the row says', () => {
    expect(told('2019-11-25')).toEqual([
      '1 on_day',
      '2 on_day for head',
      '3 on_day',
      '4 on_day_head',
      '5 on_day',
    ]);
  });

  it('is each leader of the side three days later; the office of a side without any in their place', () => {
    expect(told('2019-11-28')).toEqual([
      '1 step_3_leader',
      '2 step_3_leader for leader',
      '6 step_3_leader',
      '7 step_3_leader',
    ]);
  });

  it('is the leader in charge of the sector alone, where the side has named one that is there', () => {
    const named = (leaderId: number) => [{ sectorId: 7, partyId: 1, leaderId }];
    expect(told('2019-11-28', { sectorLeaders: named(7) })).not.toContain('6 step_3_leader');
    expect(told('2019-11-28', { sectorLeaders: named(99) })).toContain('6 step_3_leader');
  });

  it('is nobody a second time', () => {
    const ladder = {
      answers: new Map(),
      counted: new Map(),
      told: new Map([['6:303:step_3_leader:1', '2019-11-27']]),
    };
    expect(told('2019-11-28', { ladder })).not.toContain('6 step_3_leader');
    expect(told('2019-11-28', { ladder })).toContain('7 step_3_leader');
  });

  it('is an office once for each side: of what it is to know of too, and of its own side’s after it was told in a leader’s place', () => {
    const answered = (...keys: string[]) => ({
      answers: new Map([[sideKey(303, 1), ['2019-11-26']]]),
      counted: new Map(),
      told: new Map(keys.map((key) => [key, '2019-11-28'])),
    });
    const first = answered();
    expect(told('2019-11-28', { ladder: first })).toEqual(['1 step_3_leader', '2 step_3_leader for leader']);
    const then = answered('1:303:step_3_leader:1', '2:303:step_3_leader:1:leader');
    expect(told('2019-12-02', { ladder: then }).filter((line) => line.includes('step'))).toEqual([
      '6 step_3_leader',
      '7 step_3_leader',
    ]);
    const noOverdue = new RuleBook({ rules: [step], holdDays: 3 });
    expect(told('2019-12-02', { ladder: then, book: noOverdue })).toEqual([
      '1 step_3_leader',
      '2 step_3_leader',
      '6 step_3_leader',
      '7 step_3_leader',
    ]);
  });

  it('is no office again where an answer that came to be known later moves a step that has been put to the leaders', () => {
    const ladder = {
      answers: new Map([[sideKey(303, 1), ['2019-11-26']]]),
      counted: new Map(),
      told: new Map(
        ['1:303:step_3_leader:1', '6:303:step_3_leader:1', '7:303:step_3_leader:1'].map((key) => [
          key,
          '2019-11-28',
        ]),
      ),
    };
    const book = new RuleBook({ rules: [step], holdDays: 3 });
    expect(told('2019-12-02', { ladder, book })).toEqual([]);
  });

  it('is the head as an officer where the body has no other', () => {
    const recipients = people.filter(({ id }) => id !== 3);
    expect(told('2019-12-02', { recipients })).toContain('4 overdue_5');
    expect(told('2019-12-02')).not.toContain('4 overdue_5');
  });
});

describe('before the line of an office about a step is sent', () => {
  const office = { id: 1, role: 'coordinator', partyId: 1, bodyId: null, isHead: false, active: true };
  const row = { commitmentId: 303, rule: step.code, dueVersion: 1, day: '2019-11-28', forRole: null };
  const reason = (
    [own, other]: [SideState, SideState],
    answers: [string, Day[]][] = [],
    given: Partial<typeof row> = {},
  ) =>
    reasonToSkip({ ...row, ...given }, office, {
      today: '2019-11-28',
      calendar,
      bodies: new Map(),
      waiting: new Map(),
      book: new RuleBook({ rules: [overdue, step], holdDays: 3 }),
      people: [],
      ladder: { answers: new Map(answers), counted: new Map(), told: new Map() },
      commitments: new Map([
        [
          303,
          {
            id: 303,
            agreementId: 1,
            sectorId: 7,
            status: 'in_progress',
            dueOn: '2019-11-25',
            dueVersion: 1,
            partyIds: [1, 2],
            sides: [
              { partyId: 1, leadBodyId: 10, status: own },
              { partyId: 2, leadBodyId: 20, status: other },
            ],
          },
        ],
      ]),
    });
  type SideState = 'in_progress' | 'completed';
  const answered: [string, Day[]][] = [
    ['303:1', ['2019-11-27']],
    ['303:2', ['2019-11-27']],
  ];

  it('it is looked whether any part lags, whosever', () => {
    expect(reason(['in_progress', 'in_progress'])).toBeNull();
    expect(reason(['completed', 'in_progress'])).toBeNull();
    expect(reason(['completed', 'completed'])).toBe('side_completed');
  });

  it('and whether the step of any of them is not held', () => {
    expect(reason(['in_progress', 'in_progress'], answered)).toBe('held');
    expect(reason(['in_progress', 'in_progress'], answered.slice(1))).toBeNull();
    expect(reason(['completed', 'in_progress'], answered.slice(1))).toBe('held');
  });

  it('what stands in for a leader goes by the own side, and a notice goes out whatever lags', () => {
    expect(reason(['completed', 'in_progress'], [], { forRole: 'leader' as never })).toBe('side_completed');
    expect(reason(['completed', 'completed'], answered, { rule: overdue.code })).toBeNull();
  });
});
