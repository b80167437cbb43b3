import { describe, expect, it } from '@jest/globals';
import type { Status } from '../../commitments/commitment.types.js';
import { addDays } from '../../platform/clock.js';
import { lastWord, planDay } from './planner.js';
import { previewDay } from '../pages/preview.js';
import { RuleBook } from './rule-book.js';
import { dueDaysSpokenOfOn } from './due-days.js';
import { ruleOn, type ReminderRule } from './rules.js';
import type { OpenCommitment, PlannerInput } from './planner.types.js';
import { shippedCalendar } from '../../../test/support/shipped-calendar.js';

const calendar = shippedCalendar([2019, 2020]);
const ofLeadBody = { unit: 'working', thenEvery: null, to: ['lead_body'] } as const;
const rules: ReminderRule[] = [
  { code: 'before_30', kind: 'before', days: 30, ...ofLeadBody },
  { code: 'before_7', kind: 'before', days: 7, ...ofLeadBody },
  { code: 'before_1', kind: 'before', days: 1, ...ofLeadBody },
  { code: 'on_day', kind: 'on_day', days: 0, ...ofLeadBody },
  { code: 'overdue_5', kind: 'overdue', days: 5, ...ofLeadBody },
];
const book = new RuleBook({ rules, holdDays: 3 });
const [hanoi, nghean] = [1, 2];
const [trade, tradeThere, centre, centreAfter] = [10, 20, 21, 22];
const person = (id: number, role: string, partyId: number | null = null, bodyId: number | null = null) => ({
  id,
  role,
  partyId,
  bodyId,
});
const recipients = [
  person(1, 'coordinator', hanoi),
  person(2, 'coordinator', nghean),
  person(3, 'liaison', hanoi, trade),
  person(4, 'liaison', nghean, tradeThere),
  person(5, 'liaison', nghean, centreAfter),
  person(6, 'leader', hanoi),
  person(7, 'auditor'),
  person(8, 'admin'),
  person(9, 'liaison', hanoi, 99),
];

function commitment(
  given: Partial<OpenCommitment> & { statuses?: [Status, Status]; bodies?: [number, number] } = {},
): OpenCommitment {
  const { statuses = ['in_progress', 'in_progress'], bodies = [trade, tradeThere], ...rest } = given;
  return {
    id: 303,
    agreementId: 1,
    sectorId: 1,
    status: 'in_progress',
    dueOn: '2019-11-25',
    dueVersion: 1,
    partyIds: [hanoi, nghean],
    sides: [hanoi, nghean].map((partyId, at) => ({
      partyId,
      leadBodyId: bodies[at]!,
      status: statuses[at]!,
    })),
    ...rest,
  };
}

function plan(day: string, commitments: OpenCommitment[], given: Partial<PlannerInput> = {}) {
  return planDay({ day, commitments, book, calendar, recipients, bodies: [], waiting: [], ...given });
}
const peopleOf = (rows: { recipientId: number }[]) => rows.map((row) => row.recipientId).sort();

describe('a side that has stopped', () => {
  it.each(['completed', 'suspended', 'withdrawn'] as const)(
    'is not reminded once its part is %s; both offices are',
    (status) => {
      const rows = plan('2019-11-25', [commitment({ statuses: [status, 'in_progress'] })]);
      expect(peopleOf(rows)).toEqual([1, 2, 4]);
    },
  );
});

describe('a commitment led by the committee office itself', () => {
  it('counts the office’s coordinators as its officers, once', () => {
    const office = 11;
    const input = {
      day: '2019-11-25',
      book,
      calendar,
      bodies: [],
      waiting: [],
      commitments: [commitment({ bodies: [office, tradeThere] })],
    };
    const withOffice = [...recipients.slice(1), person(1, 'coordinator', hanoi, office)];
    const preview = previewDay({ ...input, recipients: withOffice });
    expect(preview.silent).toEqual([]);
    expect(preview.told.filter(({ recipientId }) => recipientId === 1)).toHaveLength(1);
  });
});

describe('a lead body that has ended', () => {
  const gone = { id: tradeThere, lastDay: '2019-11-01', successorId: 77 };
  const input = {
    day: '2019-11-25',
    book,
    calendar,
    bodies: [gone],
    waiting: [],
    commitments: [commitment()],
    recipients,
  };

  it('is not said to have no account: the body that followed it is named', () => {
    expect(previewDay(input).silent).toMatchObject([
      { bodyId: 77, followedId: tradeThere, reason: 'no_account' },
    ]);
  });

  it('is not silent at all where the officer of the body that followed is told', () => {
    const officer = person(19, 'liaison', nghean, 77);
    const preview = previewDay({ ...input, recipients: [...recipients, officer] });
    expect(preview.silent).toEqual([]);
    expect(preview.told.map(({ recipientId }) => recipientId)).toContain(19);
  });
});

describe('which rule speaks', () => {
  it.each([
    ['2019-11-14', '2019-11-25', 'before_7', '7 working days before a Monday'],
    ['2019-11-22', '2019-11-25', 'before_1', 'Friday before a Monday'],
    ['2019-11-25', '2019-11-25', 'on_day', 'on the day'],
    ['2019-11-21', '2019-11-30', 'before_7', '7 working days before a Saturday'],
    [
      '2019-11-29',
      '2019-11-30',
      'on_day',
      'the last working day stands for a Saturday, and outranks "1 before"',
    ],
    ['2019-11-28', '2019-11-30', null, 'two working days before'],
    ['2019-11-30', '2019-11-30', null, 'nothing on a Saturday'],
    ['2019-11-19', '2019-12-31', 'before_30', '30 working days before the end of the year'],
    ['2019-10-07', '2019-09-30', 'overdue_5', '5 working days overdue'],
    ['2019-10-08', '2019-09-30', null, '6 working days overdue'],
    ['2019-10-14', '2019-09-30', 'overdue_5', '10 working days overdue'],
    ['2019-12-06', '2019-11-30', 'overdue_5', '5 working days after a Saturday'],
    ['2020-02-04', '2020-01-21', 'overdue_5', 'Tết is not counted'],
    ['2020-01-28', '2020-01-21', null, 'nothing at Tết'],
    ['2020-01-22', '2020-01-25', 'on_day', 'a deadline inside Tết is told on the last working day before it'],
    ['2019-05-04', '2019-05-06', 'before_1', 'a make-up Saturday is a working day'],
    ['2019-09-03', '2019-09-02', null, 'one working day after a holiday'],
    ['2019-08-30', '2019-09-02', 'on_day', 'a deadline on National Day'],
  ] as [string, string, string | null, string][])('%s about %s: %s (%s)', (day, dueOn, code) => {
    expect(ruleOn(day, dueOn, rules, calendar)?.code ?? null).toBe(code);
  });

  it('speaks exactly once of each stage before a deadline, whatever its weekday', () => {
    for (let due = '2019-12-01'; due < '2020-03-15'; due = addDays(due, 1)) {
      const spoken: string[] = [];
      for (let day = addDays(due, -80); day <= due; day = addDays(day, 1)) {
        const rule = ruleOn(day, due, rules, calendar);
        if (rule) spoken.push(rule.code);
      }
      const stages = ['before_30', 'before_7', 'before_1', 'on_day'];
      expect(spoken).toEqual(calendar.isWorking(due) ? stages : stages.filter((code) => code !== 'before_1'));
    }
  });

  it('finds every deadline spoken of on a day', () => {
    const days = dueDaysSpokenOfOn('2019-11-21', '2019-09-30', rules, calendar);
    expect(days).toEqual(expect.arrayContaining(['2019-11-21', '2019-11-30', '2019-12-02', '2019-11-22']));
    for (let due = '2019-09-30'; due < '2020-03-01'; due = addDays(due, 1)) {
      expect(days.includes(due)).toBe(ruleOn('2019-11-21', due, rules, calendar) !== null);
    }
  });

  it.each(['2019-06-20', '2019-11-21', '2020-01-15'])(
    'finds on each day, worked or not, the same deadlines from %s on as asking each of them',
    (earliest) => {
      for (let day = '2019-11-20'; day < '2020-02-10'; day = addDays(day, 1)) {
        const spokenOf = [];
        for (let due = earliest; due < '2020-06-01'; due = addDays(due, 1))
          if (ruleOn(day, due, rules, calendar)) spokenOf.push(due);
        expect([day, dueDaysSpokenOfOn(day, earliest, rules, calendar)]).toEqual([day, spokenOf]);
      }
    },
  );
});

describe('who is told', () => {
  it('tells the officers of both lead bodies and both coordinating offices, each once', () => {
    expect(plan('2019-11-14', [commitment()])).toEqual(
      [3, 4, 1, 2].map((recipientId) => ({
        recipientId,
        commitmentId: 303,
        rule: 'before_7',
        dueVersion: 1,
        day: '2019-11-14',
        counted: ['2019-11-25'],
      })),
    );
  });

  it('does not tell the officer of a side that has completed its part', () => {
    expect(peopleOf(plan('2019-11-14', [commitment({ statuses: ['completed', 'in_progress'] })]))).toEqual([
      1, 2, 4,
    ]);
  });

  it('tells both offices when only one side lags, and when both await confirmation', () => {
    const waiting = commitment({ statuses: ['completed', 'completed'] });
    expect(peopleOf(plan('2019-11-14', [waiting]))).toEqual([1, 2]);
  });

  it('tells both offices of a commitment whose lead bodies have no account', () => {
    expect(peopleOf(plan('2019-11-14', [commitment({ bodies: [50, 51] })]))).toEqual([1, 2]);
  });

  it('never tells leaders, auditors, administrators or other bodies', () => {
    const told = peopleOf(plan('2019-11-14', [commitment()]));
    for (const id of [6, 7, 8, 9]) expect(told).not.toContain(id);
  });

  it('tells an officer once who leads for both sides', () => {
    const rows = plan('2019-11-14', [commitment({ bodies: [trade, trade] })]);
    expect(rows.filter(({ recipientId }) => recipientId === 3)).toHaveLength(1);
  });

  it('tells the successor of a lead body once that body has ended', () => {
    const bodies = [{ id: centre, lastDay: '2020-04-12', successorId: centreAfter }];
    const led = (dueOn: string) => [commitment({ dueOn, bodies: [trade, centre] })];
    expect(peopleOf(plan('2020-04-14', led('2020-04-14'), { bodies }))).toContain(5);
    expect(peopleOf(plan('2020-04-10', led('2020-04-10'), { bodies }))).not.toContain(5);
  });

  it.each([
    ['no deadline', { dueOn: null }],
    ['completed', { status: 'completed' }],
    ['suspended', { status: 'suspended' }],
    ['withdrawn', { status: 'withdrawn' }],
    ['nothing due that day', { dueOn: '2019-11-26' }],
  ] as [string, Partial<OpenCommitment>][])('tells nobody: %s', (_, given) => {
    expect(plan('2019-11-14', [commitment(given)])).toEqual([]);
  });
});

describe('the last word of several days', () => {
  it('keeps the latest rule to each recipient on each commitment, as rows of the day given', () => {
    const due = commitment({ dueOn: '2019-11-25' });
    const days = ['2019-11-14', '2019-11-22', '2019-11-25'].map((day) => plan(day, [due]));
    const rows = lastWord(days, '2019-11-26');
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ rule, day }) => `${rule} ${day}`))).toEqual(new Set(['on_day 2019-11-26']));
  });
});
