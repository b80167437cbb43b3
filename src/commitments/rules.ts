import type { Status } from './commitment.types.js';

/** One side's part, as far as the rules ask: the entity, or what was read of it. */
export interface Part {
  status: Status;
  planConfirmedAt?: Date | string | null;
  completionConfirmedAt?: Date | string | null;
  /** By an amendment. */
  ended?: boolean;
}

export const isOpen = ({ status }: { status: Status }): boolean =>
  status !== 'completed' && status !== 'withdrawn';
export const isPlanConfirmed = ({ planConfirmedAt }: Part): boolean => Boolean(planConfirmedAt);
export const isSigned = ({ completionConfirmedAt }: Part): boolean => Boolean(completionConfirmedAt);
export const isDeclared = ({ status }: Part): boolean => status === 'completed';

/** What one side says of its part, as far as the overall figures depend on it. */
export interface SideStatement {
  status: Status;
  /** Null while the side has made no statement. */
  percent: number | null;
  completionConfirmed: boolean;
}

export interface Overall {
  status: Status;
  percent: number;
  differs: boolean;
}

/**
 * The commitment as a whole, derived from its sides. It is completed only when every side has declared and
 * confirmed completion; no side can withdraw or suspend it alone; its percent is the lowest of the sides'.
 * @param differencePoints from how many points apart the sides count as differing
 */
export function overallOf(sides: SideStatement[], differencePoints: number): Overall {
  return {
    status: statusOf(sides),
    percent: Math.min(...sides.map((side) => side.percent ?? 0)),
    differs: differ(sides, differencePoints),
  };
}

function statusOf(sides: SideStatement[]): Status {
  const every = (...allowed: Status[]) => sides.every((side) => allowed.includes(side.status));
  if (every('withdrawn')) return 'withdrawn';
  if (every('suspended', 'withdrawn')) return 'suspended';
  if (every('completed') && sides.every((side) => side.completionConfirmed)) return 'completed';
  if (every('not_started')) return 'not_started';
  return 'in_progress';
}

const stopped: Status[] = ['suspended', 'withdrawn'];

/** One side complete (or stopped) and another not, or stated percents too far apart. Silence is not a difference. */
function differ(sides: SideStatement[], differencePoints: number): boolean {
  const someNotAll = (test: (side: SideStatement) => boolean) => sides.some(test) && !sides.every(test);
  if (someNotAll((side) => side.status === 'completed')) return true;
  if (someNotAll((side) => stopped.includes(side.status))) return true;
  const stated = sides.flatMap((side) => side.percent ?? []);
  return stated.length > 1 && Math.max(...stated) - Math.min(...stated) >= differencePoints;
}
