import { Collection } from '@mikro-orm/core';
import { Commitment, CommitmentSide } from '../../src/commitments/commitment.entity.js';
import type { Status } from '../../src/commitments/commitment.types.js';
import { addDays, dayOf, type Day } from '../../src/platform/clock.js';

export const FIRST: Day = '2019-06-21';
export const DUE: Day = '2019-11-25';

/** Not begun, due on `DUE`. */
export function commitmentOf(parties: number): Commitment {
  const commitment = Object.assign(new Commitment(), {
    status: 'not_started',
    percent: 0,
    dueOn: DUE,
    duePrecision: 'date',
    dueValue: DUE,
    duePlan: {},
    extensions: 0,
    undated: {},
  } as Partial<Commitment>);
  const sides = Array.from({ length: parties }, (_, i) =>
    Object.assign(new CommitmentSide(), {
      id: i + 1,
      partyId: i + 1,
      position: i + 1,
      leadBodyId: i + 1,
      status: 'not_started',
      product: {},
      indicators: [],
    }),
  );
  commitment.sides = new Collection(commitment, sides, false);
  return commitment;
}

/** One of what people do, where it is possible; what is not is refused, and changes nothing. */
export function act(commitment: Commitment, random: () => number, at: Date): void {
  const sides = commitment.sides.getItems();
  const side = sides[Math.floor(random() * sides.length)]!;
  const say = (status: Status, percent: number, doneOn?: Day) =>
    commitment.report(
      side,
      { status, percent, results: 'Kết quả.', difficulties: '', proposals: '', nextSteps: '', doneOn },
      at,
    );
  const before = () => addDays(dayOf(at), -Math.floor(random() * 30));
  const acts = [
    () => say('in_progress', Math.floor(random() * 100)),
    () => say('completed', 100),
    () => say('completed', 100, before()),
    () => say('suspended', 50),
    () => say('withdrawn', 0),
    () => void side.confirmPlan(null, at),
    () => void side.confirmPlan(null, at),
    () => void side.withdrawPlanConfirmation(),
    () => void side.confirmCompletion(null, at),
    () => void side.confirmCompletion(null, at),
    () => void side.withdrawCompletionConfirmation(),
    () => void commitment.sendBack(side.partyId, at),
  ];
  try {
    acts[Math.floor(random() * acts.length)]!();
  } catch {
    return;
  }
  commitment.settle(at, 20);
}
