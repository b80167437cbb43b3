import { describe, expect, it } from '@jest/globals';
import { between, request, speakers } from '../../test/support/speakers.js';
import type { CommitmentState } from './commitment-state.js';
import { actions, may, mayNow, type Action } from './may.js';

const lead = speakers['an officer of the lead body'];
const cooperating = speakers['an officer of a cooperating body'];
const coordinator = speakers['the coordinator'];
const leader = speakers['the leader'];
const theirCoordinator = speakers['the other side’s coordinator'];

type Case = [told: string, commitment: CommitmentState];

const at = '2019-11-20T02:00:00Z';
const declared = { status: 'completed' } as const;
const signed = { ...declared, completionConfirmedAt: at };
const withdrawn = { status: 'withdrawn' } as const;
const suspended = { status: 'suspended' } as const;
const planned = { planConfirmedAt: at };
const asked = (more: object = {}) => between({}, { request: { ...request, ...more } });
const askedOfClosed: Case[] = (['completed', 'withdrawn'] as const).map((status) => [
  `of what is ${status}`,
  between({}, { status, request }),
]);
const decision = actions.decideExtension(request);
const answer = actions.agreeToExtension(request);

/** What waits, and what does not, for somebody who may do it. */
function told(speaker: typeof lead, action: Action, cases: { waits: Case[]; not: Case[] }): void {
  it.each(cases.waits)('waits: %s', (_, commitment) => {
    expect(mayNow(speaker, commitment, action)).toBe(true);
  });
  it.each(cases.not)('does not wait: %s', (_, commitment) => {
    expect(may(speaker, commitment, action)).toBe(true);
    expect(mayNow(speaker, commitment, action)).toBe(false);
  });
}

describe('a report', () => {
  told(lead, actions.report, {
    waits: [
      ['on a part under way', between()],
      ['on a suspended part', between({ hanoi: suspended })],
      ['on a part declared completed', between({ hanoi: declared })],
    ],
    not: [
      ['on a part that is signed off', between({ hanoi: signed })],
      ['on what is completed', between({ hanoi: signed, nghean: signed }, { status: 'completed' })],
    ],
  });
  told(coordinator, actions.report, {
    waits: [['on what all withdrew', between({ hanoi: withdrawn, nghean: withdrawn }, withdrawn)]],
    not: [['on a part that is signed off', between({ hanoi: signed })]],
  });
  told(cooperating, actions.contribute, {
    waits: [
      ['of a cooperating body, on a part under way', between()],
      ['of a cooperating body, on a suspended part', between({ hanoi: suspended })],
    ],
    not: [['of a cooperating body, on a part that is signed off', between({ hanoi: signed })]],
  });
  told(coordinator, actions.withdrawPart, {
    waits: [['that a part under way is withdrawn', between()]],
    not: [['that a part signed off is withdrawn', between({ hanoi: signed })]],
  });
});

describe('a plan', () => {
  told(coordinator, actions.confirmPlan, {
    waits: [['that the side has not confirmed', between({ nghean: planned })]],
    not: [['that it has confirmed', between({ hanoi: planned })]],
  });
  told(coordinator, actions.withdrawPlanConfirmation, {
    waits: [['a confirmation to take back', between({ hanoi: planned })]],
    not: [['that of the other side', between({ nghean: planned })]],
  });
});

describe('a completion', () => {
  told(leader, actions.signCompletion, {
    waits: [['declared', between({ hanoi: declared })]],
    not: [
      ['signed', between({ hanoi: signed })],
      ['not declared', between()],
      ['declared by the other side', between({ nghean: declared })],
    ],
  });
  told(leader, actions.withdrawSignature, {
    waits: [['signed', between({ hanoi: signed })]],
    not: [['not signed', between({ hanoi: declared, nghean: signed })]],
  });
  told(leader, actions.sendBack, {
    waits: [
      ['declared by the other side', between({ nghean: declared })],
      ['signed by the other side', between({ nghean: signed })],
    ],
    not: [
      ['declared by the own side', between({ hanoi: declared })],
      ['of both sides', between({ hanoi: signed, nghean: signed }, { status: 'completed' })],
    ],
  });
  told(leader, actions.contestDay, {
    waits: [['declared by the own side', between({ hanoi: declared })]],
    not: [
      ['signed', between({ hanoi: signed })],
      ['not declared', between()],
      ['declared by the other side', between({ nghean: declared })],
    ],
  });
});

const noDate = { dueOn: null, undated: true };

describe('a review of the deadline', () => {
  told(coordinator, actions.moveReview, {
    waits: [['of what has no date yet', between({}, noDate)]],
    not: [
      ['of what has a deadline', between()],
      ['of a continuing commitment', between({}, { dueOn: null })],
      ['of a completed one', between({ hanoi: signed, nghean: signed }, { ...noDate, status: 'completed' })],
      ['of a withdrawn one', between({}, { ...noDate, ...withdrawn })],
    ],
  });
});

describe('an extension', () => {
  told(lead, actions.requestExtension, {
    waits: [
      ['of a deadline', between()],
      ['for the first date', between({}, noDate)],
    ],
    not: [
      ['of a continuing commitment', between({}, { dueOn: null })],
      ['of a completed one', between({ hanoi: signed, nghean: signed }, { status: 'completed' })],
      ['of a withdrawn one', between({}, withdrawn)],
      ['asked for a second time', asked()],
    ],
  });
  told(leader, decision, {
    waits: [
      ['not yet decided', asked()],
      ['not yet decided, and agreed by the other side', asked({ answeredBy: ['nghean'] })],
    ],
    not: [
      ['decided', asked({ decision: 'approved' })],
      ...askedOfClosed,
      ['that nobody asked for', between()],
    ],
  });
  told(theirCoordinator, answer, {
    waits: [
      ['not yet agreed', asked()],
      ['not yet agreed, and approved by its leader', asked({ decision: 'approved' })],
    ],
    not: [
      ['agreed', asked({ answeredBy: ['nghean'] })],
      ...askedOfClosed,
      ['that nobody asked for', between()],
    ],
  });
});

describe('what stands in the way', () => {
  const matter = { id: 3, party: 'hanoi', level: 'higher', role: 'coordinator', holder: 'hanoi' } as const;
  const open = (more: object = {}) => between({}, { matters: [{ ...matter, ...more }] });
  told(coordinator, actions.answerMatter(matter), {
    waits: [['in the office’s hands', open()]],
    not: [['settled meanwhile', between()]],
  });
  told(coordinator, actions.putMatterAcross(matter), {
    waits: [['of a higher level, not passed on', open()]],
    not: [['settled meanwhile', between()]],
  });
  told(coordinator, actions.askHigherLevel(matter), {
    waits: [['of a higher level, not asked', open()]],
    not: [['settled meanwhile', between()]],
  });

  it('is not passed on within the side, nor once it was', () => {
    const within = { ...matter, level: 'coordinator' } as const;
    const both = { ...matter, level: 'both_committees' } as const;
    const outside = { ...matter, role: 'outside' } as const;
    const offered = (of: typeof matter | typeof within | typeof both | typeof outside) =>
      [actions.putMatterAcross(of), actions.askHigherLevel(of)].map((action) =>
        mayNow(coordinator, between({}, { matters: [of] }), action),
      );
    expect([matter, both, within, outside].map(offered)).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });
});

it('waits for nobody who may not', () => {
  expect(mayNow(leader, between(), actions.confirmPlan)).toBe(false);
  expect(mayNow(lead, between({ hanoi: withdrawn }), actions.report)).toBe(false);
  expect(mayNow(speakers['the other side’s leader'], asked(), decision)).toBe(false);
  expect(mayNow(coordinator, asked(), answer)).toBe(false);
  expect(mayNow(speakers['an auditor'], between(), actions.readNotes)).toBe(false);
});
