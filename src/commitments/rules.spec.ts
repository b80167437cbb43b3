import { describe, expect, it } from '@jest/globals';
import type { Status } from './commitment.types.js';
import { overallOf, type SideStatement } from './rules.js';

/** `completed ✓` reads: completed, percent 100, confirmed by the leader. */
function side(text: string): SideStatement {
  const [status, percent, confirmed] = text.split(' ') as [Status, string, string | undefined];
  return {
    status,
    percent: percent === '–' ? null : Number(percent),
    completionConfirmed: confirmed === '✓',
  };
}

const cases: [string, string, Status, number, boolean][] = [
  // one side, other side, overall status, overall percent, differs
  ['not_started –', 'not_started –', 'not_started', 0, false],
  ['not_started 0', 'not_started –', 'not_started', 0, false],
  ['in_progress 40', 'not_started –', 'in_progress', 0, false],
  ['in_progress 40', 'in_progress 55', 'in_progress', 40, false],
  ['in_progress 40', 'in_progress 60', 'in_progress', 40, true],
  ['in_progress 100', 'in_progress 100', 'in_progress', 100, false],
  ['completed 100', 'in_progress 100', 'in_progress', 100, true],
  ['completed 100', 'not_started –', 'in_progress', 0, true],
  ['completed 100', 'completed 100', 'in_progress', 100, false],
  ['completed 100 ✓', 'completed 100', 'in_progress', 100, false],
  ['completed 100 ✓', 'completed 100 ✓', 'completed', 100, false],
  ['suspended 30', 'in_progress 40', 'in_progress', 30, true],
  ['suspended 30', 'suspended 30', 'suspended', 30, false],
  ['suspended 30', 'withdrawn 30', 'suspended', 30, false],
  ['withdrawn 30', 'withdrawn 30', 'withdrawn', 30, false],
  ['withdrawn 0', 'completed 100 ✓', 'in_progress', 0, true],
];

describe('the commitment as a whole, from its two sides', () => {
  it.each(cases)('%s and %s make it %s, %i %%, differing: %s', (one, other, status, percent, differs) => {
    expect(overallOf([side(one), side(other)], 20)).toEqual({ status, percent, differs });
    expect(overallOf([side(other), side(one)], 20)).toEqual({ status, percent, differs });
  });

  it('asks every one of ten parties, not only two', () => {
    const nine = Array.from({ length: 9 }, () => side('completed 100 ✓'));
    expect(overallOf([...nine, side('completed 100')], 20).status).toBe('in_progress');
    expect(overallOf([...nine, side('completed 100 ✓')], 20).status).toBe('completed');
  });

  it('calls it a difference from the agreement’s own number of points', () => {
    const sides = [side('in_progress 40'), side('in_progress 55')];
    expect(overallOf(sides, 15).differs).toBe(true);
    expect(overallOf(sides, 16).differs).toBe(false);
  });
});
