import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { utcMonth } from 'd3-time';
import type { Day } from '../../platform/clock.js';
import type { Dashboard } from '../dashboard.types.js';

export interface Point {
  day: Day;
  count: number;
}

/** The room at the top is for the day of the figures: no other label comes so high. */
export const plot = { width: 1000, height: 158, top: 28 };

/** From days and counts to places: x in thousandths of the width, y in pixels. */
export function trendScales({ planned, completed, from, to }: Dashboard['trend']) {
  const most = Math.max(1, countAt(planned, to), countAt(completed, to));
  const x = scaleUtc([at(from), at(to)], [0, plot.width]);
  const y = scaleLinear([0, most], [plot.height, plot.top]).nice(4);
  const path = line<Point>(
    (point) => Number(x(at(point.day)).toFixed(1)),
    (point) => Number(y(point.count).toFixed(1)),
  ).curve(curveStepAfter);
  return {
    x: (day: Day) => x(at(day)),
    percent: (day: Day) => `${(x(at(day)) / 10).toFixed(2)}%`,
    y: (count: number) => y(count),
    levels: y.ticks(4).filter(Number.isInteger),
    path: (points: Point[]) => path(points) ?? '',
    months: monthTicks(from, to),
  };
}

/** The month in which something first falls due or is done, or the figures stand: before it there is nothing to see. */
export function axisStart({ planned, completed, from }: Dashboard['trend'], asOf: Day): Day {
  const first = [planned[0]?.day, completed[0]?.day, asOf].flatMap((day) => day ?? []).sort()[0]!;
  const month = `${first.slice(0, 8)}01`;
  return month > from ? month : from;
}

/** Where two labels beside two dots of one day are written so that neither lies on the other, or on the months below. */
export function labelsBeside(due: number, done: number): { due: number; done: number } {
  const [upper, lower] = due < done ? [due, done] : [done, due];
  const below = Math.min(lower + 13, plot.height - 4);
  const above = Math.min(upper - 6, below - 16);
  return due < done ? { due: above, done: below } : { due: below, done: above };
}

/** The steps between two days, with a point on each of them, so that a line can be cut and go on. */
export function stepsBetween(points: Point[], from: Day, to: Day): Point[] {
  const inside = points.filter(({ day }) => day > from && day < to);
  return [{ day: from, count: countAt(points, from) }, ...inside, { day: to, count: countAt(points, to) }];
}

export function countAt(points: Point[], day: Day): number {
  return points.findLast((point) => point.day <= day)?.count ?? 0;
}

function monthTicks(from: Day, to: Day): Day[] {
  const every = [1, 2, 3, 6, 12, 24].find((step) => utcMonth.count(at(from), at(to)) / step <= 6.5) ?? 24;
  return utcMonth
    .range(utcMonth.ceil(at(from)), at(to))
    .filter((month) => month.getUTCMonth() % every === 0 && (every <= 12 || month.getUTCFullYear() % 2 === 0))
    .map((month) => month.toISOString().slice(0, 10));
}

/** The last days of the months from one day to another, and the last of all: the rows of the data table. */
export function monthEnds(from: Day, to: Day): Day[] {
  const ends = utcMonth
    .range(utcMonth.ceil(at(from)), new Date(at(to).getTime() + 86_400_000))
    .map((month) => new Date(month.getTime() - 86_400_000).toISOString().slice(0, 10))
    .filter((day) => day >= from);
  return ends.at(-1) === to ? ends : [...ends, to];
}

function at(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
