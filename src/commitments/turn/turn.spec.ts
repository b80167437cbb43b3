import { describe, expect, it } from '@jest/globals';
import { randomFrom } from '../../../test/support/generated-agreement.js';
import { act, commitmentOf, DUE, FIRST } from '../../../test/support/random-history.js';
import { addDays, dayOf, instantOf, type Day } from '../../platform/clock.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { Status } from '../commitment.types.js';
import { isPlanConfirmed, isSigned } from '../rules.js';
import { inOrder, turnOfExtension, turnOfPart, turnOfPlan, type PartState, type Ranked } from './turn.js';
import type { HolderRole, Reason } from './turn.types.js';
import { shippedCalendar } from '../../../test/support/shipped-calendar.js';

const part = (status: Status, said: Partial<PartState> = {}): PartState => ({
  status,
  isSigned: false,
  isPlanConfirmed: true,
  isReturned: false,
  isLeadBodyGone: false,
  ...said,
});

describe('whose turn it is', () => {
  it.each<[string, PartState, HolderRole | null, Reason | null]>([
    ['not begun', part('not_started'), 'lead_body', 'works'],
    ['under way', part('in_progress'), 'lead_body', 'works'],
    ['sent back', part('in_progress', { isReturned: true }), 'lead_body', 'returned'],
    [
      'whose lead body has ended without a successor',
      part('in_progress', { isLeadBodyGone: true }),
      'coordinator',
      'lead_body_gone',
    ],
    ['suspended', part('suspended'), 'coordinator', 'suspended'],
    ['declared', part('completed'), 'leader', 'signs'],
    ['signed', part('completed', { isSigned: true }), null, null],
    ['withdrawn', part('withdrawn'), null, null],
  ])('of a part %s', (_what, state, role, why) => {
    const turn = turnOfPart(state);
    expect([turn?.role ?? null, turn?.why ?? null]).toEqual([role, why]);
  });

  it('is the coordinator’s for a plan not confirmed, until there is nothing left to plan', () => {
    const open = (status: Status, isConfirmed = false) =>
      turnOfPlan(part(status, { isPlanConfirmed: isConfirmed }))?.role ?? null;
    expect(['not_started', 'in_progress', 'suspended'].map((status) => open(status as Status))).toEqual(
      Array(3).fill('coordinator'),
    );
    expect([open('completed'), open('withdrawn'), open('in_progress', true)]).toEqual([null, null, null]);
  });

  it('passes an extension from the leader of the side that asks to the others, one after the other', () => {
    const parties = ['hanoi', 'nghean', 'danang'];
    const asked = { party: 'nghean', isDecided: false, answeredBy: [] as string[] };
    const next = (state: Partial<typeof asked>) => turnOfExtension({ ...asked, ...state }, parties);
    expect(next({})).toEqual({ role: 'leader', why: 'decides_extension', party: 'nghean' });
    expect(next({ answeredBy: ['hanoi'] })).toMatchObject({ role: 'leader' });
    expect(next({ isDecided: true })).toMatchObject({ role: 'other_coordinator', party: 'hanoi' });
    expect(next({ isDecided: true, answeredBy: ['hanoi'] })).toMatchObject({ party: 'danang' });
    expect(next({ isDecided: true, answeredBy: ['danang'] })).toMatchObject({ party: 'hanoi' });
    expect(next({ isDecided: true, answeredBy: ['danang', 'hanoi'] })).toBeNull();
  });

  it('puts what is past its day first, longest past before, then parts, extension, question, plan, then by side', () => {
    const of = (kind: Ranked['kind'], past: number | null, place = 1) => ({ kind, past, place });
    const ordered = [
      of('plan', 40),
      of('part', 12, 2),
      of('part', 3),
      of('extension', 3, 2),
      of('part', null),
      of('part', null, 2),
      of('extension', null),
      of('question', null),
      of('plan', null),
    ];
    for (const seed of [1, 2, 3]) {
      const { next: random } = randomFrom(seed);
      const mixed = ordered.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
      expect(mixed.map(({ one }) => one).sort(inOrder)).toEqual(ordered);
    }
  });
});

const calendar = shippedCalendar();
const stateOf = (side: CommitmentSide): PartState => ({
  status: side.status,
  isSigned: isSigned(side),
  isPlanConfirmed: isPlanConfirmed(side),
  isReturned: Boolean(side.returnedAt),
  isLeadBodyGone: false,
});

const turnsOf = (side: CommitmentSide) => {
  const state = stateOf(side);
  return { part: turnOfPart(state), plan: turnOfPlan(state) };
};

describe('in 10,000 histories by chance', () => {
  it('every open part has one holder at every moment, working days add up, and what was done in time is never late', () => {
    let [moments, completed, late] = [0, 0, 0];
    const faults: unknown[] = [];
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const { next: random } = randomFrom(seed);
      const commitment = commitmentOf(2 + Number(random() < 0.2));
      /** Of the first side: who held its part from when on. */
      const spells: { role: HolderRole | null; from: Day }[] = [{ role: 'lead_body', from: FIRST }];
      const atEnd = new Map<Day, HolderRole | null>();
      let at = instantOf(FIRST, '08:00');
      for (let step = 0; step < 14; step += 1) {
        const before = dayOf(at);
        at = new Date(at.getTime() + Math.floor(random() * 24 * 86_400_000));
        for (let day = before; day < dayOf(at); day = addDays(day, 1)) atEnd.set(day, spells.at(-1)!.role);
        act(commitment, random, at);
        for (const side of commitment.sides) {
          const isOpen = side.status !== 'withdrawn' && !isSigned(side);
          const turns = turnsOf(side);
          moments += 1;
          const isClosed = commitment.status === 'completed' || commitment.status === 'withdrawn';
          if ((turns.part !== null) !== isOpen || (isClosed && (turns.part ?? turns.plan) !== null))
            faults.push([seed, step]);
        }
        const role = turnOfPart(stateOf(commitment.sides.getItems()[0]!))?.role ?? null;
        if (role !== spells.at(-1)!.role) spells.push({ role, from: dayOf(at) });
      }
      const last = dayOf(at);
      const held = spells.map(({ role, from }, i) => ({
        role,
        days: calendar.countHeld(from, spells[i + 1]?.from ?? last),
      }));
      const total = held.reduce((sum, { days }) => sum + days, 0);
      if (total !== calendar.countHeld(FIRST, last)) faults.push([seed, held]);
      for (const role of ['lead_body', 'leader', 'coordinator', null]) {
        const charged = [...atEnd].filter(
          ([day, holder]) => holder === role && calendar.isWorking(day),
        ).length;
        const counted = held.filter((one) => one.role === role).reduce((sum, { days }) => sum + days, 0);
        if (counted !== charged) faults.push([seed, role, counted, charged]);
      }
      if (commitment.status === 'completed') {
        const done = commitment.sides.getItems().map(({ doneOn }) => doneOn!);
        const isLate = commitment.completedOn! > DUE;
        if (commitment.completedOn !== [...done].sort().at(-1) || isLate !== done.some((day) => day > DUE))
          faults.push([seed, done]);
        completed += 1;
        if (commitment.confirmedOn! > DUE && commitment.completedOn! <= DUE) late += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(moments).toBeGreaterThan(250_000);
    // Cases that try the rule: completed at all, and confirmed late though done in time.
    expect(completed).toBeGreaterThan(200);
    expect(late).toBeGreaterThan(5);
  });
});
