import { formatDay } from '../../calendar/deadline.js';
import { anyPeriodName } from '../../calendar/longer-periods.js';
import { formatNumber, formatRate, listed } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Groups, Say, SideSaid } from './say.types.js';

const number = (n: number) => formatNumber(n, 'en');
const commitments = (n: number) => (n === 1 ? '1 commitment' : `${number(n)} commitments`);
const blank = '\u00a0'.repeat(6);

export const en: Say = {
  number,
  kinds: words('en').agreements.kinds,
  basis: ({ kind, number: no, issuer, title }) =>
    `${kind} ${no} of the ${issuer}${title === null ? '' : ` (${title})`}`,
  period: (code) => anyPeriodName(code).en,
  range: (from, to) => `figures from ${formatDay(from)} to ${formatDay(to)}`,
  report: {
    type: 'REPORT',
    short: 'BC',
    subject: (basis, when) => `on the implementation of ${basis}${when ? `, ${when}` : ''}`,
    opening: (who, basis, what) =>
      `Under ${basis}, ${who} report${who.includes(' and ') ? '' : 's'} on its implementation, ${what}, as follows:`,
    ofDay: (day) => `up to ${formatDay(day)}`,
    results: 'I. RESULTS',
    general: '1. Overview. ',
    sides: '2. What each side reports. ',
    overdueHead: '3. Overdue commitments. ',
    missingHead: '4. Reporting. ',
    bySector: 'II. RESULTS, DIFFICULTIES AND PROPOSALS BY SECTOR',
    difficulties: 'III. DIFFICULTIES',
    proposals: 'IV. PROPOSALS',
    next: 'V. MAIN TASKS OF THE NEXT PERIOD',
    sectorCaption: (day) => `By sector, as of ${formatDay(day)}`,
    sectorHead: {
      number: 'No.',
      sector: 'Sector',
      total: 'Total',
      completed: 'Completed',
      onTime: 'On time',
      late: 'Late',
      inTime: 'In time',
      idle: 'Not started',
      overdue: 'Overdue',
      stopped: 'Stopped',
      sum: 'Total',
    },
    chart: (day) => `Chart: commitments by sector and standing, as of ${formatDay(day)}`,
    tableNote: (day, frozen) =>
      `Note: a commitment is completed when all sides have completed and confirmed it; “in time” includes continuing commitments.${frozen ? ` Figures of a closed period: later updates do not change the figures of ${formatDay(day)}.` : ''}`,
    saidHead: {
      commitment: 'Commitment, lead body',
      results: 'Results',
      difficulties: 'Difficulties',
      proposals: 'Proposals',
    },
    saidNote: 'Note: what bodies reported is quoted in Vietnamese, as it was written.',
    notReported: 'No report for this period',
    reportedBy: (post, day) => `Reported by ${post} on ${formatDay(day)}`,
    nothingSaid: 'No report was given or required in this period.',
  },
  generalText: (groups, sectors, sides, day) => {
    const who = sides === 2 ? 'The two sides' : 'The sides';
    if (groups.total === 0) return `${who} have no commitments to follow as of ${formatDay(day)}.`;
    return `${who} follow ${commitments(groups.total)} in ${sectors === 1 ? '1 sector' : `${number(sectors)} sectors`}. As of ${formatDay(day)}: ${partsOf(groups).join('; ')}.`;
  },
  sidesText: (sides) => sides.map(sideText).join(' '),
  overdueText: (count, total) => {
    if (count === 0) return 'No commitment is overdue.';
    if (count === total && total > 1) return `All ${number(total)} commitments are overdue:`;
    return `${count === 1 ? '1 commitment is' : `${number(count)} commitments are`} overdue:`;
  },
  overdueItem: ({ code, title, bodies, due, days }) =>
    `- ${code}. ${title} (${bodies}): due ${due}, ${days === 1 ? '1 day' : `${number(days)} days`} overdue.`,
  missingText: (bodies) =>
    bodies.length === 0
      ? 'No lead body owes a report.'
      : `${bodies.length === 1 ? '1 lead body owes' : `${number(bodies.length)} lead bodies owe`} reports: ${bodies.map(({ name, codes }) => `${name} (${commitments(codes.length)}: ${codes.join(', ')})`).join('; ')}.`,
  difficultiesText: (sectors) =>
    sectors.length === 0
      ? 'No difficulties were reported.'
      : `Difficulties were reported on ${commitments(countOf(sectors))}: ${where(sectors)}; see section II.`,
  proposalsText: (sectors) =>
    sectors.length === 0
      ? 'No proposals were made.'
      : `Proposals were made on ${commitments(countOf(sectors))}: ${where(sectors)}; see section II.`,
  dueText: (until, due) =>
    due.length === 0
      ? `No commitment falls due by ${formatDay(until)}.`
      : `${due.length === 1 ? '1 commitment falls' : `${number(due.length)} commitments fall`} due by ${formatDay(until)}: ${due.map(({ code, label }) => `${code} (${label})`).join(', ')}.`,
  nextItem: (body, code, text) => `- ${body} (${code}): ${text}`,
  annex: {
    type: 'ANNEX',
    subject: (basis, day) => `on the implementation of ${basis}, figures as of ${formatDay(day)}`,
    attached: (office) => `(Attached to Report No.${blank} of${blank} by ${office})`,
    head: {
      code: 'No.',
      commitment: 'Commitment',
      bodies: 'Lead body',
      due: 'Deadline',
      standing: 'Standing',
      percent: 'Percent',
      results: 'Results',
      difficulties: 'Difficulties',
      proposals: 'Proposals',
      reportedBy: 'Reported by',
    },
  },
  recipients: {
    title: 'Recipients:',
    board: (committee) => `- Standing Board of the ${committee} (for report);`,
    file: (office) => `- ${office} (file).`,
  },
  place: (place, year) => `${place},${blank}${blank}${year}`,
  offices: 'COMMITTEE OFFICES',
  officeOf: (committee) => `Office of the ${committee}`,
  foot: {
    frozen: (code, day) => `Frozen figures ${code}, to the end of ${formatDay(day)}`,
    day: (day, known) =>
      `Figures to the end of ${formatDay(day)}, by what had been entered by ${formatDay(known)}`,
    illustrative: 'Illustrative figures',
  },
};

function partsOf(groups: Groups): string[] {
  const { total, onTime, late, inTime, continuing, idle, overdue, suspended, withdrawn } = groups;
  const parts: [boolean, string][] = [
    [true, completedText(onTime, late, total)],
    [
      inTime > 0,
      `${number(inTime)} in time${continuing > 0 ? ` (${number(continuing)} of them continuing)` : ''}`,
    ],
    [idle > 0, `${number(idle)} not started, still in time`],
    [overdue === 0, 'none overdue'],
    [
      overdue > 0,
      overdue === total && total > 1 ? `all ${number(total)} overdue` : `${number(overdue)} overdue`,
    ],
    [suspended > 0, `${number(suspended)} suspended`],
    [withdrawn > 0, `${number(withdrawn)} withdrawn`],
  ];
  return parts.filter(([says]) => says).map(([, text]) => text);
}

function completedText(onTime: number, late: number, total: number): string {
  const done = onTime + late;
  if (done === 0) return 'none completed';
  const how =
    onTime > 0 && late > 0
      ? `, ${number(onTime)} on time and ${number(late)} late`
      : `, ${done > 1 ? 'all ' : ''}${late === 0 ? 'on time' : 'late'}`;
  if (done === total) return `${total === 1 ? 'it is' : `all ${number(total)} are`} completed (100%)${how}`;
  return `${number(done)} completed (${formatRate(done / total, 'en')})${how}`;
}

function sideText({ name, declared, owed, gave, late }: SideSaid): string {
  const done =
    declared === 0
      ? `${name} has not reported any part completed`
      : `${name} has reported its part of ${commitments(declared)} completed`;
  if (owed === 0) return `${done}; no reports were required.`;
  const missing = owed - gave - late;
  const rest = [late > 0 && `${number(late)} late`, missing > 0 && `${number(missing)} missing`].filter(
    Boolean,
  );
  return `${done}; ${number(gave)} of ${number(owed)} required reports came on time (${formatRate(gave / owed, 'en')})${rest.length > 0 ? `, ${rest.join(', ')}` : ''}.`;
}

const countOf = (sectors: { codes: string[] }[]) => new Set(sectors.flatMap(({ codes }) => codes)).size;

const where = (sectors: { name: string; codes: string[] }[]) =>
  listed(
    sectors.map(({ name, codes }) => `${name} (${codes.join(', ')})`),
    'en',
  );
