import { termsOf, outcomeOf, type PastTerm } from '../src/commitments/forecast/landmarks.js';
import { numberOf, type Standing } from '../src/commitments/forecast/history.js';
import { chanceOf, learn } from '../src/commitments/forecast/model.js';
import { syntheticHistories } from '../test/support/synthetic-histories.js';

const [FROM, UNTIL] = ['2012-01-01', '2019-12-31'];
const RUNS = 8;
const SIZES = [44, 150, 500];
const HELD_OUT = 800;
const MANY = 10_000;

/**
 * What the forecast is worth in worlds that nobody lived in, at half of each term: the Brier score (0 is perfect, 0.25 a coin) of the share that was in time before, of the
 * pace curve, and of what was learnt; and how long learning takes. Commitments of the same sectors and bodies are learnt from and held out.
 */
export function forecastFigures(say: (line: string) => void): void {
  for (const isOptimistic of [false, true]) {
    say(`forecast, synthetic, reports ${isOptimistic ? '25 points ahead, sign-off drags' : 'honest'}:`);
    for (const size of SIZES) {
      const scores = Array.from({ length: RUNS }, (_, seed) => scoresOf(seed + 1, size, isOptimistic));
      const [base, pace, learnt] = [0, 1, 2].map((n) => mean(scores.map((one) => one[n]!)).toFixed(3));
      say(`  ${String(size).padStart(6)} histories: base rate ${base}, pace curve ${pace}, learnt ${learnt}`);
    }
  }
  const terms = world(1, MANY, false);
  const before = performance.now();
  learn(terms, numberOf(UNTIL));
  say(`  learnt from ${MANY} histories in ${((performance.now() - before) / 1000).toFixed(2)} s`);
}

function scoresOf(seed: number, size: number, isOptimistic: boolean): number[] {
  // One world, cut in two: effects of sectors and bodies are those of its seed.
  const all = world(seed, size + HELD_OUT, isOptimistic);
  const known = numberOf(UNTIL);
  const learnt = learn(all.slice(0, size), known);
  const asked = all.slice(size).flatMap((term) => judged(term, known));
  const rate = 1 - learnt.late / learnt.closed;
  const pace = learn([], known);
  return [() => rate, (one: Standing) => chanceOf(pace, one), (one: Standing) => chanceOf(learnt, one)].map(
    (chance) => mean(asked.map(({ standing, outcome }) => (chance(standing) - Number(outcome)) ** 2)),
  );
}

function judged({ history, half }: PastTerm, known: number): { standing: Standing; outcome: boolean }[] {
  const outcome = half && outcomeOf(history, half.standing.term.dueOn, known);
  return half && outcome !== null ? [{ standing: half.standing, outcome }] : [];
}

function world(seed: number, count: number, isOptimistic: boolean): PastTerm[] {
  return syntheticHistories({ seed, count, startsOn: FROM, until: UNTIL, isOptimistic }).flatMap((history) =>
    termsOf(history, numberOf(UNTIL)),
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
