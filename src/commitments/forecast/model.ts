import type { DayNumber, Standing } from './history.js';
import { closedBy, outcomeOf, type ClosedTerm, type PastTerm } from './landmarks.js';
import { fit, sigmoid, type Prior, type Row } from './logistic.js';

/** What is known of the past on a day, and what follows from it for a commitment that is still open. */
export interface Model {
  /** Nothing entered after this day is in it. */
  known: DayNumber;
  /** Terms whose outcome is known, and of them those that ended late. */
  closed: number;
  late: number;
  /** Of level, pace, pace by share of the term, silence. */
  main: number[];
  sectors: Record<number, number>;
  bodies: Record<number, number>;
}

/** Fewer histories, or fewer late ones, tell too little for a number. */
export const LEAST = { closed: 30, late: 10 } as const;
export const isEnough = ({ closed, late }: Pick<Model, 'closed' | 'late'>) =>
  closed >= LEAST.closed && late >= LEAST.late;

export const SILENT_DAYS = 90;
/** A long history counts no more than this many landmarks. */
const MOST_WEIGHT = 3;

/** Without data this is the pace curve: one in two at an even pace, seven in eight three tenths ahead of it, one in eight three tenths behind. */
const MAIN: Prior = { mean: [0, 2, 0, -0.5], sd: [0.7, 0.7, 0.7, 0.7] };
const EFFECT_SD = 0.4;

/** @param terms of all commitments from which is learnt; what they hold after `known` is not looked at */
export function learn(terms: readonly PastTerm[], known: DayNumber): Model {
  const closed = closedBy(terms, known);
  const late = closed.filter(({ isOnTime }) => !isOnTime).length;
  const columns = columnsOf(closed);
  const rows = closed.flatMap((term) => rowsOf(term, known, columns));
  const size = columns.sectors.size + columns.bodies.size;
  const found = fit(rows, {
    mean: [...MAIN.mean, ...Array.from({ length: size }, () => 0)],
    sd: [...MAIN.sd, ...Array.from({ length: size }, () => EFFECT_SD)],
  });
  const effects = (of: Map<number, number>) =>
    Object.fromEntries([...of].map(([id, column]) => [id, found[column]!]));
  return {
    known,
    closed: closed.length,
    late,
    main: found.slice(0, MAIN.mean.length),
    sectors: effects(columns.sectors),
    bodies: effects(columns.bodies),
  };
}

/** 0–1. More progress never makes it less, whatever was learnt. */
export function chanceOf({ main, sectors, bodies }: Model, standing: Standing): number {
  const [level, pace, byShare, silence] = main as [number, number, number, number];
  const slope = Math.max(0, pace + byShare * (standing.share - 0.5));
  const effects = standing.bodyIds.reduce(
    (sum, id) => sum + (bodies[id] ?? 0),
    sectors[standing.sectorId] ?? 0,
  );
  return sigmoid(level + slope * paceOf(standing) + (isSilent(standing) ? silence : 0) + effects);
}

/** By how many times three tenths it is ahead of an even pace, or behind it: −3 to 3, and 0 where progress is the share of the term that has gone. */
export function paceOf({ progress, share }: Pick<Standing, 'progress' | 'share'>): number {
  const pace = share === 0 ? 100 : progress / share;
  return Math.min(3, Math.max(-3, (pace - 100) / 30));
}

export const isSilent = ({ silentDays }: Pick<Standing, 'silentDays'>) => silentDays > SILENT_DAYS;

interface Columns {
  sectors: Map<number, number>;
  bodies: Map<number, number>;
}

function columnsOf(closed: readonly ClosedTerm[]): Columns {
  const standings = closed.flatMap(({ landmarks }) => landmarks.map(({ standing }) => standing));
  const sectorIds = [...new Set(standings.map(({ sectorId }) => sectorId))];
  const bodyIds = [...new Set(standings.flatMap(({ bodyIds: ids }) => ids))];
  const from = MAIN.mean.length;
  return {
    sectors: new Map(sectorIds.map((id, index) => [id, from + index])),
    bodies: new Map(bodyIds.map((id, index) => [id, from + sectorIds.length + index])),
  };
}

function rowsOf({ term, landmarks }: ClosedTerm, known: DayNumber, columns: Columns): Row[] {
  const weight = Math.min(1, MOST_WEIGHT / landmarks.length);
  return landmarks.flatMap(({ standing }) => {
    const outcome = outcomeOf(term.history, standing.term.dueOn, known);
    if (outcome === null) return [];
    const pace = paceOf(standing);
    const bodies = standing.bodyIds.map((id) => columns.bodies.get(id)!);
    return [
      {
        at: [0, 1, 2, 3, columns.sectors.get(standing.sectorId)!, ...bodies],
        values: [
          1,
          pace,
          pace * (standing.share - 0.5),
          Number(isSilent(standing)),
          1,
          ...bodies.map(() => 1),
        ],
        outcome,
        weight,
      },
    ];
  });
}
