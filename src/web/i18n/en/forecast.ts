import type { forecast as vi } from '../vi/forecast.js';

const some = (of: number, all: number) => (of === 0 ? 'none' : of === all && all > 1 ? 'all' : String(of));

export const forecast: typeof vi = {
  title: 'On-time forecast',
  bySector: 'By sector',
  pace: (share) => `${share} of the term has passed`,
  sinceExtension: (day) => `(since the extension, ${day})`,
  reported: (percent) => ` and ${percent} is reported`,
  silence: (days) => `; no new report for ${days} days`,
  unreported: (names) => `; ${names} has never reported`,
  allUnreported: (sides) => (sides === 2 ? '; neither side has reported yet' : '; no side has reported yet'),
  alike: (count, onTime) =>
    count === 0
      ? 'No earlier commitment stood like this.'
      : `Of ${count} that stood like this, ${some(onTime, count)} ${onTime === 1 ? 'was' : 'were'} completed on time.`,
  overdue: (days) => `The deadline passed ${days === 1 ? '1 day' : `${days} days`} ago: no forecast is made.`,
  declared: (sides) =>
    `${sides === 2 ? 'Both' : 'All'} sides have reported completion, which waits to be confirmed.`,
  chance: 'Chance of being on time:',
  about: (percent) => `about ${percent}`,
  below: (percent) => `below ${percent}`,
  above: (percent) => `above ${percent}`,
  few: 'not enough data',
  fewNote: ({ closed, late, until }, least) =>
    `By ${until} the outcome of ${closed} was known, ${late} of them late; at least ${least.closed} and ${least.late} are needed.`,
  early: 'too early',
  earlyUntil: (day) => `Available from ${day}.`,
  unavailable: 'not available',
  drawing: 'Reported progress, and an even pace to the deadline',
  dueMark: (day) => `due ${day}`,
  description: (from, to, steps) =>
    `Dashed: an even pace from ${from} to ${to}. Solid: reported progress, ${steps}.`,
  unknown: 'no figure yet',
  link: 'How this is forecast, and by sector',
  sectors: {
    folded: (sectors) => `Forecast for ${sectors} sectors`,
    note: 'Commitments with a deadline, under way',
    apart: 'This agreement has many commitments: the forecast by sector is on a page of its own.',
    caption: 'On-time forecast by sector',
    sector: 'Sector',
    pace: 'Against an even pace',
    said: 'Summary',
    chance: 'Chance of being on time',
    even: 'keeping up',
    behind: 'behind',
    farBehind: 'far behind',
    bar: (even, behind, farBehind) => `Keeping up: ${even}; behind: ${behind}; far behind: ${farBehind}`,
    none: 'No commitment within its term.',
    open: (open) => `${open} within the term`,
    allEven: 'all keeping up',
    late: (behind, farBehind) =>
      farBehind === behind
        ? `${behind} far behind`
        : `${behind} behind${farBehind > 0 ? `, of them ${farBehind} far behind` : ''}`,
    silent: (count) => `${count} without a report for over 3 months`,
    past: (closed, onTime) => `of ${closed} with a known outcome, ${some(onTime, closed)} on time`,
    few: 'not enough data for a chance of being on time',
    noChance: 'too early',
  },
  page: {
    title: 'On-time forecast',
    note: (until, closed, late) =>
      `Learnt from the outcomes known by ${until}: ${closed} commitments, ${late} of them late.`,
    noteNone: 'The forecast is not available at the moment.',
    few: (closed, late) =>
      `Not enough data for a chance: at least ${closed} known outcomes are needed, ${late} of them late.`,
    howTitle: 'How it is forecast',
    how: [
      'An even pace is progress equal to the share of the term that has passed. Far behind is three tenths or more short of it.',
      'The chance of being on time comes from earlier commitments at the same point: progress against an even pace, more than 3 months without a report, sector and lead bodies. Only what had been entered by the end of the previous month is used.',
      'Figures are rounded to tens and do not replace the judgement of the lead body. Nothing is forecast for continuing, suspended, withdrawn or overdue commitments; an extension begins a new term.',
    ],
    qualityTitle: 'How good the forecasts are',
    qualityNote: (until) => `Forecasts at half of the term against outcomes entered by ${until}`,
    qualityNone: 'No forecast has a known outcome yet.',
    qualityUnavailable: 'Not available at the moment.',
    count: 'Forecasts with a known outcome',
    onTime: 'Of them, completed on time',
    brier: 'Brier score of the forecast',
    baseRate: 'Brier score of the overall rate alone',
    brierMeans: 'Mean squared error: 0 is perfect, 0.25 is tossing a coin. Lower is better.',
    better: 'The forecast is better than the overall rate alone.',
    tooFew: (least) => `Too few forecasts to conclude from: at least ${least} are needed.`,
    worse: 'The forecast is no better than the overall rate alone.',
    calibration: 'Chances given and outcomes',
    given: 'Chance given',
    forecasts: 'Forecasts',
    cameTrue: 'Completed on time',
    share: 'Share',
  },
};
