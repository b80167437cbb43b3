import type { TimelineItem } from '../../web/components/timeline.js';
import type { Moment } from './commitment-sections.js';

const FEWEST = 3;

/** The moments, newest first, with three or more of one kind in a row as one that opens. Nothing is left out. */
export function foldRuns(moments: Moment[]): TimelineItem[] {
  const runs: Moment[][] = [];
  for (const moment of moments) {
    const last = runs.at(-1);
    if (moment.run && last?.[0]?.run?.kind === moment.run.kind) last.push(moment);
    else runs.push([moment]);
  }
  return runs.flatMap((run) => (run.length < FEWEST ? run : [rowOf(run)]));
}

function rowOf(run: Moment[]): TimelineItem {
  const [newest] = run as [Moment, ...Moment[]];
  const days = [...new Set([run.at(-1)!.day, newest.day])].join('–');
  return {
    key: `run-${newest.key}`,
    day: newest.day,
    marker: newest.marker,
    text: `${newest.run!.text(run)}, ${days}`,
    inside: run,
  };
}
