import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a hundred of them a second, whatever the machine. */
const TICKS_A_SECOND = 100;

/** Seconds of processor time since they began: beside other work on the machine they say more than the clock on the wall. */
export interface ProcessorTime {
  program: number;
  postgres: number;
}

/** What has been taken from then to now, in words. */
export function processorTimeBetween(then: ProcessorTime, now: ProcessorTime): ProcessorTime {
  return { program: now.program - then.program, postgres: now.postgres - then.postgres };
}

export const inWords = ({ program, postgres }: ProcessorTime): string =>
  `processor time: the program ${program.toFixed(2)} s, PostgreSQL ${postgres.toFixed(2)} s`;

/** Of a process, and of those that it has started, ended ones included; not a number where the system does not tell. */
export function processorSecondsOf(pid: number): number {
  const own = statOf(pid);
  if (!own) return NaN;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
  return (own.ticks + own.ofEnded + children.reduce((sum, { ticks }) => sum + ticks, 0)) / TICKS_A_SECOND;
}

function statOf(pid: number): { parent: number; ticks: number; ofEnded: number } | undefined {
  try {
    // The second field is a name in brackets, which may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const [user, system, userOfEnded, systemOfEnded] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), ticks: user! + system!, ofEnded: userOfEnded! + systemOfEnded! };
  } catch {
    return undefined;
  }
}
