import { plusDays } from './days.js';

/** The facts of a story, as the story itself knows them: told by what was done, never read from the program. */
export interface World {
  people: Person[];
  agreements: Agreement[];
  commitments: Commitment[];
}

export type PartyCode = 'hanoi' | 'nghean';
export const parties: readonly PartyCode[] = ['hanoi', 'nghean'];
export const otherParty = (party: PartyCode): PartyCode => (party === 'hanoi' ? 'nghean' : 'hanoi');

export interface Person {
  email: string;
  role: 'liaison' | 'coordinator' | 'leader';
  party: PartyCode;
  body: string | null;
  /** Of a body: an officer who is told of what is late there, and no more. */
  head: boolean;
  active: boolean;
  /** What it wants to hear: on the first working day of each week only; nothing until the end of a day. */
  weekly: boolean;
  pausedUntil: string | null;
}

export type Recipients = 'lead_body' | 'head' | 'leader';

export interface Rule {
  code: string;
  kind: 'before' | 'on_day' | 'overdue' | 'step' | 'silent' | 'leader_waits' | 'office_waits';
  days: number;
  unit: 'working' | 'calendar';
  thenEvery: number | null;
  to: Recipients[];
}

export interface Agreement {
  slug: string;
  rules: readonly Rule[];
  /** Working days for which an answer keeps a step back. */
  holdDays: number;
}

export interface Side {
  lead: string;
  status: 'not_started' | 'in_progress' | 'completed';
  percent: number;
  /** Since when its reported completion waits for its leader. */
  declaredOn: string | null;
  confirmed: boolean;
  planConfirmed: boolean;
  /** Days on which it said something of substance, or asked for an extension. */
  answers: string[];
  /** Of its last report, whatever it said. */
  spokeOn: string | null;
}

export interface Extension {
  id: number;
  by: PartyCode;
  /** Since when it waits for its present holder. */
  since: string;
  decided: boolean;
  due: string;
}

export interface Commitment {
  id: number;
  code: string;
  slug: string;
  due: string;
  /** Raised with each change of the deadline. */
  version: number;
  completed: boolean;
  sides: Record<PartyCode, Side>;
  extension: Extension | null;
  /** Since when its plans wait to be confirmed. */
  madeOn: string;
}

const rule = (code: string, kind: Rule['kind'], days: number, to: Recipients[] = ['lead_body']): Rule => ({
  code,
  kind,
  days,
  unit: 'working',
  thenEvery: null,
  to,
});

const waits: readonly Rule[] = [
  { ...rule('leader_waits', 'leader_waits', 2, []), unit: 'working', thenEvery: 3 },
  { ...rule('office_waits', 'office_waits', 2, []), unit: 'working', thenEvery: 3 },
];

/** As shipped: docs/rules.md §9. */
export const shippedRules: readonly Rule[] = [
  rule('before_30', 'before', 30),
  rule('before_7', 'before', 7),
  rule('before_3', 'before', 3),
  rule('before_1', 'before', 1),
  rule('on_day', 'on_day', 0),
  rule('on_day_head', 'on_day', 0, ['head']),
  rule('overdue_5', 'overdue', 5),
  rule('step_3_leader', 'step', 3, ['leader']),
  ...waits,
];

/** Sets that an agreement may have of its own. */
export const ownRules: readonly (readonly Rule[])[] = [
  [
    rule('before_10', 'before', 10),
    rule('on_day', 'on_day', 0),
    rule('overdue_3', 'overdue', 3),
    rule('step_5_leader', 'step', 5, ['leader']),
    ...waits,
  ],
  [
    { ...rule('before_5c', 'before', 5), unit: 'calendar' },
    rule('on_day_head', 'on_day', 0, ['head']),
    { ...rule('overdue_4c', 'overdue', 4), unit: 'calendar' },
    rule('step_2_head', 'step', 2, ['head']),
    { ...rule('step_9c_head_leader', 'step', 9, ['head', 'leader']), unit: 'calendar' },
    { ...rule('silent_8', 'silent', 8), thenEvery: null },
    ...waits,
  ],
  [
    rule('before_2', 'before', 2, ['lead_body', 'head']),
    rule('overdue_5', 'overdue', 5),
    rule('overdue_10_head', 'overdue', 10, ['head']),
    rule('step_3_leader', 'step', 3, ['leader']),
    { ...rule('silent_14c_5', 'silent', 14), unit: 'calendar', thenEvery: 5 },
    ...waits,
  ],
];

const person = (email: string, role: Person['role'], body: string | null): Person => ({
  email,
  role,
  party: email.endsWith('@hanoi.example') ? 'hanoi' : 'nghean',
  body,
  head: email.startsWith('head'),
  active: true,
  weekly: false,
  pausedUntil: null,
});

export const bodies = ['office', 'trade', 'farm', 'mute'] as const;
const bodyOf = (party: PartyCode, body: (typeof bodies)[number]) => `${party}-${body}`;
const dues = [-21, -8, -3, 0, 1, 2, 5, 8, 10, 13, 15, 17, 20, 24, 30, 43];

/** Two agreements of the same two sides. One body has no account; one office leads by itself. @param from the first day */
export function newWorld(from: string): World {
  const people = parties.flatMap((party) => [
    person(`coordinator@${party}.example`, 'coordinator', bodyOf(party, 'office')),
    person(`trade@${party}.example`, 'liaison', bodyOf(party, 'trade')),
    person(`farm@${party}.example`, 'liaison', bodyOf(party, 'farm')),
    person(`leader@${party}.example`, 'leader', null),
  ]);
  people.push(person('head-trade@hanoi.example', 'liaison', bodyOf('hanoi', 'trade')));
  people.push(person('head-mute@nghean.example', 'liaison', bodyOf('nghean', 'mute')));
  people.push(person('second@hanoi.example', 'coordinator', bodyOf('hanoi', 'office')));
  people.push(person('trade-2@nghean.example', 'liaison', bodyOf('nghean', 'trade')));
  const side = (lead: string, planConfirmed: boolean): Side => ({
    lead,
    status: 'not_started',
    percent: 0,
    declaredOn: null,
    confirmed: false,
    planConfirmed,
    answers: [],
    spokeOn: null,
  });
  const commitments = dues.map((after, n): Commitment => {
    const isFirst = n % 3 !== 2;
    const [hanoi, nghean] = ([0, 1] as const).map((party) => {
      const rare = n === 5 ? 'office' : n === 9 ? 'mute' : null;
      return rare ?? (['trade', 'farm'] as const)[(n + party * (n >> 1)) % 2]!;
    }) as [(typeof bodies)[number], (typeof bodies)[number]];
    return {
      id: 0,
      code: `${isFirst ? 1 : 7}.${String(n + 1).padStart(2, '0')}`,
      slug: isFirst ? 'first' : 'second',
      due: plusDays(from, after),
      version: 1,
      completed: false,
      sides: {
        hanoi: side(bodyOf('hanoi', hanoi), n % 5 !== 1),
        nghean: side(bodyOf('nghean', nghean), n % 7 !== 3),
      },
      extension: null,
      madeOn: from,
    };
  });
  const agreements = ['first', 'second'].map((slug) => ({ slug, rules: shippedRules, holdDays: 3 }));
  return { people, agreements, commitments };
}
