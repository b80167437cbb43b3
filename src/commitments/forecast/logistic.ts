/** One observation: the columns in which it is not zero. */
export interface Row {
  at: number[];
  values: number[];
  outcome: boolean;
  weight: number;
}

/** What is thought of each coefficient before anything was seen: a normal distribution. */
export interface Prior {
  mean: number[];
  sd: number[];
}

/** Without a cap Newton's steps overshoot where outcomes are nearly separated, and never come back. */
const MOST_STEP = 0.5;
const MOST_STEPS = 200;
const SMALL = 1e-7;

export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * The most likely coefficients of a logistic regression under a prior, by Newton's method. With a prior on every coefficient there is exactly one
 * such point; without rows it is the prior's mean.
 * @throws Error where it is not reached
 */
export function fit(rows: readonly Row[], { mean, sd }: Prior): number[] {
  const found = [...mean];
  const precision = sd.map((one) => 1 / one ** 2);
  for (let n = 0; n < MOST_STEPS; n++) {
    const { slope, curve } = derivatives(rows, found);
    for (const [i, p] of precision.entries()) {
      slope[i]! -= p * (found[i]! - mean[i]!);
      curve[i]![i]! += p;
    }
    const step = solve(curve, slope);
    const longest = Math.max(...step.map(Math.abs));
    const scale = Math.min(1, MOST_STEP / longest);
    for (const [i, one] of step.entries()) found[i]! += scale * one;
    if (longest < SMALL) return found;
  }
  throw new Error('The forecast could not be fitted');
}

/** Of the likelihood: its slope, and the lower half of its curvature with the sign turned. */
function derivatives(rows: readonly Row[], found: readonly number[]) {
  const slope = found.map(() => 0);
  const curve = found.map((_, i) => Array.from({ length: i + 1 }, () => 0));
  for (const { at, values, outcome, weight } of rows) {
    let sum = 0;
    for (const [k, i] of at.entries()) sum += found[i]! * values[k]!;
    const p = sigmoid(sum);
    const pull = weight * (Number(outcome) - p);
    const bend = weight * p * (1 - p);
    for (const [k, i] of at.entries()) {
      slope[i]! += pull * values[k]!;
      for (let m = 0; m <= k; m++) {
        const j = at[m]!;
        curve[Math.max(i, j)]![Math.min(i, j)]! += bend * values[k]! * values[m]!;
      }
    }
  }
  return { slope, curve };
}

/** By Cholesky's decomposition of a positive definite matrix, of which the lower half is given and overwritten. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const size = right.length;
  const x = [...right];
  for (let i = 0; i < size; i++) {
    const row = matrix[i]!;
    for (let j = 0; j <= i; j++) {
      const other = matrix[j]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      row[j] = i === j ? Math.sqrt(sum) : sum / other[j]!;
    }
    for (let k = 0; k < i; k++) x[i]! -= row[k]! * x[k]!;
    x[i]! /= row[i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= matrix[k]![i]! * x[k]!;
    x[i]! /= matrix[i]![i]!;
  }
  return x;
}
