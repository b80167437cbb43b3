import { describe, expect, it } from '@jest/globals';
import { commitmentOf, DUE } from '../../../test/support/random-history.js';
import { randomFrom } from '../../../test/support/generated-agreement.js';
import { instantOf, type Day } from '../../platform/clock.js';
import type { Commitment } from '../commitment.entity.js';
import { isPlanConfirmed } from '../rules.js';
import { confirmPlan, isDueAgreed, proposalOf, proposeDue, withdrawPlan } from './agreeing.js';

const at = instantOf('2019-11-20');
const due = (value: Day) => ({ precision: 'date' as const, value });
const side = (commitment: Commitment, party: number) => commitment.sideOf(party)!;
const propose = (commitment: Commitment, party: number, value: Day) => {
  proposeDue(commitment, due(value), { side: side(commitment, party), at });
  confirmPlan(commitment, side(commitment, party), null, at);
};
const confirm = (commitment: Commitment, party: number, on = at) =>
  confirmPlan(commitment, side(commitment, party), null, on);
const confirmed = ({ sides }: Commitment) => sides.map((one) => isPlanConfirmed(one));

describe('a deadline of three sides', () => {
  it('moves only when the last of them has confirmed the one that is proposed', () => {
    const commitment = commitmentOf(3);
    confirm(commitment, 2);
    propose(commitment, 1, '2020-02-14');
    expect([commitment.dueOn, confirmed(commitment)]).toEqual([DUE, [true, false, false]]);
    expect(commitment.duePlan.fell).toEqual([2]);
    confirm(commitment, 3);
    expect(commitment.dueOn).toBe(DUE);
    expect(confirm(commitment, 2).agreed).toEqual(due('2020-02-14'));
    expect([commitment.dueOn, commitment.originalValue, commitment.extensions]).toEqual([
      '2020-02-14',
      '2020-02-14',
      0,
    ]);
    expect(commitment.duePlan).toEqual({ stands: true });
  });

  it('is confirmed anew by whoever had confirmed a proposal that is taken back', () => {
    const commitment = commitmentOf(3);
    propose(commitment, 1, '2020-02-14');
    confirm(commitment, 3);
    withdrawPlan(commitment, side(commitment, 1));
    expect([proposalOf(commitment), confirmed(commitment)]).toEqual([undefined, [false, false, false]]);
    expect(commitment.duePlan.fell).toEqual([3]);
  });

  it('is proposed by the last who does, and each proposal asks the others again', () => {
    const commitment = commitmentOf(3);
    propose(commitment, 1, '2020-02-14');
    confirm(commitment, 2);
    propose(commitment, 3, '2020-01-31');
    expect([proposalOf(commitment)?.by, confirmed(commitment)]).toEqual([3, [false, false, true]]);
  });

  it('stands once all have confirmed it, even where one takes that back', () => {
    const commitment = commitmentOf(3);
    for (const party of [1, 2, 3]) confirm(commitment, party);
    withdrawPlan(commitment, side(commitment, 2));
    expect(isDueAgreed(commitment)).toBe(true);
    expect(() => propose(commitment, 2, '2020-02-14')).toThrow('Every side has agreed on the deadline');
  });

  it('is not moved to a day that has passed meanwhile', () => {
    const commitment = commitmentOf(2);
    propose(commitment, 1, '2019-11-22');
    expect(() => confirm(commitment, 2, instantOf('2019-11-23'))).toThrow('has passed by now');
  });

  it('is never one that somebody has not confirmed, whatever is said in whatever order', () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const { next } = randomFrom(seed);
      const commitment = commitmentOf(2 + Math.floor(next() * 2));
      const sides = commitment.sides.getItems();
      for (let step = 0; step < 12; step += 1) {
        const one = sides[Math.floor(next() * sides.length)]!;
        const before = commitment.dueOn;
        try {
          const what = next();
          if (what < 0.4) confirm(commitment, one.partyId);
          else if (what < 0.8) propose(commitment, one.partyId, `2020-0${1 + Math.floor(next() * 3)}-15`);
          else withdrawPlan(commitment, one);
        } catch {
          expect(isDueAgreed(commitment)).toBe(true);
        }
        if (commitment.dueOn !== before) {
          expect(confirmed(commitment)).toEqual(sides.map(() => true));
          expect(before).toBe(DUE);
        }
        const both = sides.filter(
          (each) => isPlanConfirmed(each) && commitment.duePlan.fell?.includes(each.partyId),
        );
        expect(both).toEqual([]);
      }
    }
  });
});
