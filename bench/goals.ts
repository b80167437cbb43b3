import type { Figures } from './figures.js';

export interface Goal {
  what: string;
  goal: string;
  measured: string;
  isMet: boolean;
}

/** Transactions of six statements a second that plain PostgreSQL did at eight connections where the goals were set. */
const REFERENCE_PLAIN = 1250;

/** How fast this machine is today beside that one; never more than 1, so that no goal is harder than it was set. */
export function paceOf({ updates }: Pick<Figures, 'updates'>): number {
  return Math.min(1, (updates?.[0]?.plain ?? REFERENCE_PLAIN) / REFERENCE_PLAIN);
}

/** What the program is meant to reach on two cores, beside what it did: rates and times as far as the machine has them today. */
export function goalsOf(figures: Figures): Goal[] {
  const { reads, updates, reminders, planning, digests, visit, form, readySeconds, idleMiB } = figures;
  const pace = paceOf(figures);
  const best = (what: string) =>
    Math.max(0, ...reads.filter((row) => row.what === what).map(({ ours }) => ours));
  const rate = (what: string, goal: number, measured: number) =>
    atLeast(what, Math.round(goal * pace), measured);
  return [
    rate('list of 50, JSON', 3000, best('list of 50, JSON')),
    rate('list of 50, page', 1000, best('list of 50, page')),
    rate('dashboard, JSON', 3000, best('dashboard, JSON')),
    rate('dashboard, page', 1500, best('dashboard, page')),
    ...firstGoals(figures, pace),
    ...sheetGoals(figures, pace),
    rate('reports at 8 connections, JSON', 900, updates?.[0]?.ours ?? 0),
    atMost('report form, the document', 25_000, form?.bytes ?? Infinity, kilobytes),
    atMost('report sent by the form, and shown', 150 / pace, form?.sentAndShownMs ?? Infinity, milliseconds),
    atMost(
      `reminder run to ${reminders?.recipients ?? 0} recipients, ${reminders?.rows ?? 0} items`,
      0.8 / pace,
      reminders?.seconds ?? Infinity,
      (n) => `${n.toFixed(2)} s`,
    ),
    ...(digests
      ? [
          atLeast(
            `${digests.digests} digests; half of what nodemailer alone reaches`,
            Math.round(digests.alonePerSecond / 2),
            digests.perSecond,
          ),
        ]
      : []),
    ...(planning && planning.commitments >= 50_000
      ? [
          atMost(
            `${planning.commitments} commitments planned`,
            20 / pace,
            planning.seconds,
            (n) => `${n.toFixed(1)} s`,
          ),
          atMost('the same, memory', 400, planning.peakMiB, (n) => `${n.toFixed(0)} MiB`),
        ]
      : []),
    atMost('first visit, without fonts', 60_000, visit?.bytes ?? Infinity, kilobytes),
    atMost('ready after its start', 2 / pace, readySeconds, (n) => `${n.toFixed(2)} s`),
    atMost('memory, idle', 160, idleMiB ?? Infinity, (n) => `${n.toFixed(0)} MiB`),
  ];
}

/** Of the first reader after a change, and of requests that come at a fixed rate. */
function firstGoals({ first = [], openLoop }: Figures, pace: number): Goal[] {
  const of = (what: string) => first.find((row) => row.what === what);
  const within = (what: string, goalMs: number, measuredMs: number | undefined) =>
    measuredMs === undefined ? [] : [atMost(what, goalMs / pace, measuredMs, milliseconds)];
  return [
    ...within('overview after a change, in PostgreSQL', 25, of('overview')?.databaseMs),
    ...within('overview after a change, page', 60, of('overview')?.wholeMs),
    ...within('overview as of a day, page', 80, of('overview as of a day')?.wholeMs),
    ...within('all agreements after a change, page', 300, of('all agreements')?.wholeMs),
    ...within('490 reads a second, the slowest of a hundred', 50, openLoop?.reads.p99Ms),
    ...within('with 10 reports a second, the slowest of a hundred', 50, openLoop?.writes.p99Ms),
  ];
}

/** Of a list that goes out as a workbook and comes back. */
function sheetGoals({ sheets }: Figures, pace: number): Goal[] {
  if (!sheets) return [];
  const rows = `${sheets.rows} rows`;
  const seconds = (n: number) => `${n.toFixed(1)} s`;
  return [
    atMost(`workbook of ${rows} to edit`, 3 / pace, sheets.exportSeconds, seconds),
    atMost(
      'the same, memory above what is held at rest',
      200,
      sheets.exportMiB,
      (n) => `${n.toFixed(0)} MiB`,
    ),
    atMost(`${rows} read and compared`, 6 / pace, sheets.previewSeconds, seconds),
    atMost(`${rows} applied`, 10 / pace, sheets.applySeconds, seconds),
    atMost('a report meanwhile', 250, sheets.othersWaitMs, milliseconds),
    atMost('a report on what is in the sheet', 250, sheets.sameWaitMs, milliseconds),
  ];
}

const milliseconds = (n: number) => `${n.toFixed(0)} ms`;
const kilobytes = (n: number) => `${(n / 1000).toFixed(1)} kB`;

function atLeast(what: string, goal: number, measured: number): Goal {
  return { what, goal: `${goal}/s`, measured: `${measured.toFixed(0)}/s`, isMet: measured >= goal };
}

function atMost(what: string, goal: number, measured: number, write: (n: number) => string): Goal {
  return { what, goal: write(goal), measured: write(measured), isMet: measured <= goal };
}
