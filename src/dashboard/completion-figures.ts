import { confirmers } from '../commitments/completion/completion.sql.js';
import type { CompletionGroup } from './completion-groups.js';
import type { CompletionFigures, Confirmations, EntryLag, Waiting } from './completion-figures.types.js';

/** The same parts added up by side, by the body that stated them and by who confirms: each sum is the same. */
export function completionFigures(groups: CompletionGroup[], parties: readonly string[]): CompletionFigures {
  const of = (condition: (group: CompletionGroup) => boolean) => groups.filter(condition);
  const bodies = new Map(groups.map(({ body, party }) => [body.code, { ...body, party }]));
  return {
    bySide: parties.map((party) => {
      const own = of((group) => group.party === party);
      return { party, entry: entryOf(own), ...confirmationsOf(own) };
    }),
    byBody: [...bodies.values()].map((body) => {
      const own = of((group) => group.body.code === body.code);
      return { ...body, entry: entryOf(own), ...confirmationsOf(own) };
    }),
    byConfirmer: parties.flatMap((party) =>
      confirmers.flatMap((role) => {
        const own = of((group) => group.party === party && group.role === role);
        return own.length === 0 ? [] : [{ party, role, ...confirmationsOf(own) }];
      }),
    ),
  };
}

function entryOf(groups: CompletionGroup[]): EntryLag {
  const count = sum(groups.map((group) => group.count));
  const totalDays = sum(groups.map(({ lag }) => lag.total));
  return {
    count,
    totalDays,
    averageDays: average(totalDays, count),
    longestDays: longest(groups.map(({ lag }) => lag.longest)),
    late: sum(groups.map(({ lag }) => lag.late)),
  };
}

function confirmationsOf(groups: CompletionGroup[]): Confirmations {
  return {
    confirmed: waitingOf(groups.filter(({ isConfirmed }) => isConfirmed)),
    waiting: waitingOf(groups.filter(({ isConfirmed }) => !isConfirmed)),
  };
}

function waitingOf(groups: CompletionGroup[]): Waiting {
  const count = sum(groups.map((group) => group.count));
  const totalWorkingDays = sum(groups.map(({ waited }) => waited.total));
  return {
    count,
    totalWorkingDays,
    averageWorkingDays: average(totalWorkingDays, count),
    longestWorkingDays: longest(groups.map(({ waited }) => waited.longest)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const longest = (days: number[]) => (days.length === 0 ? null : Math.max(...days));
const average = (total: number, count: number) =>
  count === 0 ? null : Math.round((total / count) * 10) / 10;
