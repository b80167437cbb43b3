import { addDays, daysBetween } from '../../platform/clock.js';
import { owingBodies } from '../../periods/owing-bodies.js';
import type { FrozenCommitment } from '../../periods/periods.types.js';
import { fold } from '../../platform/text.js';
import { basisOf, bodyName, issuerName, type Making } from './common.js';
import { groupsOf } from './say.types.js';

/** How far ahead a report looks, in days. */
const AHEAD = 30;

/** An overdue commitment, and the sentence about it. */
interface OverdueSaid {
  code: string;
  title: string;
  bodies: string;
  due: string;
  days: number;
  sentence: string;
}

/** What a body does next; `lead` is what stands before its words. */
interface NextSaid {
  code: string;
  body: string;
  lead: string;
  text: string;
}

/** Every sentence of a report, whatever it is laid out as. */
export interface ReportSaid {
  /** The period or the day, in words. */
  when: string;
  subject: string;
  opening: string;
  general: string;
  sides: string;
  overdue: string;
  overdueItems: OverdueSaid[];
  missing: string;
  /** Where difficulties and proposals are: what they are stands in the table. */
  difficulties: string;
  proposals: string;
  due: string;
  next: NextSaid[];
}

export function reportSaid(making: Making): ReportSaid {
  const { facts, say } = making;
  const { source, state } = facts;
  const { figures, commitments } = state;
  const when = source.period ? say.period(source.period.code) : say.report.ofDay(source.asOf);
  const what = source.period
    ? `${periodWord(making)}${when} (${say.range(source.period.from, source.period.to)})`
    : when;
  const overdueItems = overdueOf(making);
  const groups = groupsOf(figures.counts, figures.total);
  return {
    when,
    subject: say.report.subject(basisOf(making, false), source.period ? when : null),
    opening: say.report.opening(issuerName(making), basisOf(making, true), what),
    general: say.generalText(groups, sectorsIn(commitments), facts.parties.length, source.asOf),
    sides: sidesOf(making),
    overdue: say.overdueText(overdueItems.length, figures.total),
    overdueItems,
    missing: missingOf(making),
    difficulties: say.difficultiesText(sectorsWith(making, 'difficulties')),
    proposals: say.proposalsText(sectorsWith(making, 'proposals')),
    due: dueOf(making),
    next: nextOf(making),
  };
}

const periodWord = ({ language }: Making) => (language === 'vi' ? 'kỳ ' : '');

const sectorsIn = (commitments: readonly FrozenCommitment[]) =>
  new Set(commitments.map(({ sector }) => sector.code)).size;

/** One's own side first. */
function sidesOf({ facts, own, say, language }: Making): string {
  const { bySide } = facts.state.figures;
  const sides = own
    ? bySide.toSorted((a, b) => Number(b.party === own.code) - Number(a.party === own.code))
    : bySide;
  return say.sidesText(
    sides.map(({ name, counts, owed, gave, late }) => ({
      name: name[language],
      declared: counts.completed_on_time + counts.completed_late,
      owed,
      gave,
      late,
    })),
  );
}

function overdueOf(making: Making): OverdueSaid[] {
  const { facts, own, language, say } = making;
  return facts.state.commitments
    .filter(({ timeliness, due }) => timeliness === 'overdue' && due.date !== null)
    .map(({ code, title, due, sides }) => {
      const item = {
        code,
        title: title[language],
        bodies: sides
          .filter(({ party }) => !own || party === own.code)
          .map(({ party, leadBody }) => bodyName(making, party, leadBody.name[language]))
          .join(', '),
        due: due.label[language],
        days: daysBetween(due.date!, facts.source.asOf),
      };
      return { ...item, sentence: say.overdueItem(item) };
    });
}

function missingOf(making: Making): string {
  const { facts, own, say, language } = making;
  const owing = owingBodies(facts.state.commitments).filter(({ party }) => !own || party === own.code);
  return say.missingText(
    owing.map(({ party, body, commitments }) => ({
      name: bodyName(making, party, body.name[language]),
      codes: commitments.map(({ code }) => code),
    })),
  );
}

function sectorsWith(
  { facts, own, language }: Making,
  what: 'difficulties' | 'proposals',
): { name: string; codes: string[] }[] {
  const said = facts.said.filter((one) => saysSomething(one[what]) && (!own || one.party === own.code));
  const ids = new Set(said.map(({ commitmentId }) => commitmentId));
  const sectors = Map.groupBy(
    facts.state.commitments.filter(({ id }) => ids.has(id)),
    ({ sector }) => sector.name[language],
  );
  return [...sectors].map(([name, commitments]) => ({ name, codes: commitments.map(({ code }) => code) }));
}

function dueOf({ facts, say, language }: Making): string {
  const { asOf } = facts.source;
  const until = addDays(asOf, AHEAD);
  const due = facts.state.commitments.filter(
    ({ status, due: { date } }) =>
      (status === 'not_started' || status === 'in_progress') && date !== null && date > asOf && date <= until,
  );
  return say.dueText(
    until,
    due.map(({ code, due: { label } }) => ({ code, label: label[language] })),
  );
}

function nextOf(making: Making): NextSaid[] {
  const { facts, own, say, language } = making;
  return facts.state.commitments.flatMap(({ id, code, sides }) =>
    sides.flatMap(({ party, leadBody }) => {
      const said = facts.said.find((one) => one.commitmentId === id && one.party === party);
      if (!said || !saysSomething(said.nextSteps) || (own && party !== own.code)) return [];
      const body = bodyName(making, party, leadBody.name[language]);
      return [{ code, body, lead: say.nextItem(body, code, ''), text: said.nextSteps }];
    }),
  );
}

/** Of what bodies write where there is nothing to say, nothing counts. */
function saysSomething(text: string): boolean {
  const plain = fold(text)
    .replace(/[^a-z0-9 ]+/g, '')
    .trim();
  return (
    plain !== '' &&
    !/^khong( co)?( gi| kho khan| vuong mac| kho khan vuong mac| kien nghi| de xuat)?$/.test(plain)
  );
}
