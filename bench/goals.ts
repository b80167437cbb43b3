import type { Figures } from './figures.js';

export interface Goal {
  what: string;
  goal: string;
  measured: string;
  isMet: boolean;
}

/** What the program is meant to reach on two cores, beside what it did. */
export function goalsOf({ reads, updates, reminders, visit, readySeconds, idleMiB }: Figures): Goal[] {
  const best = (what: string) =>
    Math.max(0, ...reads.filter((row) => row.what === what).map(({ ours }) => ours));
  return [
    atLeast('list of 50, JSON', 3000, best('list of 50, JSON')),
    atLeast('list of 50, page', 1000, best('list of 50, page')),
    atLeast('dashboard, JSON', 3000, best('dashboard, JSON')),
    atLeast('dashboard, page', 1500, best('dashboard, page')),
    atLeast('reports at 8 connections, JSON', 900, updates?.[0]?.ours ?? 0),
    atMost(
      `reminder run to ${reminders?.recipients ?? 0} recipients, ${reminders?.rows ?? 0} items`,
      1,
      reminders?.seconds ?? Infinity,
      (n) => `${n.toFixed(2)} s`,
    ),
    atMost(
      'first visit, without fonts',
      60_000,
      visit?.bytes ?? Infinity,
      (n) => `${(n / 1000).toFixed(1)} kB`,
    ),
    atMost('ready after its start', 2, readySeconds, (n) => `${n.toFixed(2)} s`),
    atMost('memory, idle', 160, idleMiB ?? Infinity, (n) => `${n.toFixed(0)} MiB`),
  ];
}

function atLeast(what: string, goal: number, measured: number): Goal {
  return { what, goal: `${goal}/s`, measured: `${measured.toFixed(0)}/s`, isMet: measured >= goal };
}

function atMost(what: string, goal: number, measured: number, write: (n: number) => string): Goal {
  return { what, goal: write(goal), measured: write(measured), isMet: measured <= goal };
}
