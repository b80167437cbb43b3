import { addDays, daysBetween } from '../../platform/clock.js';
import type { FrozenCommitment } from '../../periods/periods.types.js';
import { owingBodies } from '../../periods/owing-bodies.js';
import { fold } from '../../platform/text.js';
import type { Block, DocumentModel } from '../render/model.js';
import {
  basisOf,
  bodyName,
  endBlock,
  footOf,
  headBlock,
  issuerName,
  paragraph,
  type Making,
} from './common.js';
import { saidTable } from './said-table.js';
import { sectorChart, sectorTable } from './sector-table.js';
import { groupsOf } from './say.types.js';

/** How far ahead a report looks, in days. */
const AHEAD = 30;

/** The periodic report of a side, or of all together. */
export function reportModel(making: Making): DocumentModel {
  const { say, layout, language } = making;
  const { source } = making.facts;
  const when = source.period ? say.period(source.period.code) : say.report.ofDay(source.asOf);
  const subject = say.report.subject(basisOf(making, false), source.period ? when : null);
  const what = source.period
    ? `${periodWord(making)}${when} (${say.range(source.period.from, source.period.to)})`
    : when;
  return {
    layout: layout.id,
    language,
    title: `${say.report.type} ${subject}`,
    issuer: issuerName(making),
    wide: false,
    foot: footOf(making),
    workbook: null,
    blocks: [
      headBlock(making, say.report.short),
      paragraph('title', say.report.type),
      paragraph('subject', subject),
      paragraph('subject', '-----'),
      paragraph('text', say.report.opening(issuerName(making), basisOf(making, true), what)),
      paragraph('heading', say.report.results),
      ...results(making),
      paragraph('heading', say.report.bySector),
      ...saidTable(making),
      ...saidInShort(making),
      ...ahead(making),
      endBlock(making),
    ],
  };
}

const periodWord = ({ language }: Making) => (language === 'vi' ? 'kỳ ' : '');

function results(making: Making): Block[] {
  const { facts, own, say, language } = making;
  const { figures, commitments } = facts.state;
  const { asOf } = facts.source;
  const overdue = overdueOf(making);
  const sides = own
    ? figures.bySide.toSorted((a, b) => Number(b.party === own.code) - Number(a.party === own.code))
    : figures.bySide;
  const owing = owingBodies(commitments).filter(({ party }) => !own || party === own.code);
  return [
    paragraph(
      'text',
      { text: say.report.general, bold: true },
      say.generalText(
        groupsOf(figures.counts, figures.total),
        sectorsIn(commitments),
        facts.parties.length,
        asOf,
      ),
    ),
    ...sectorTable(making),
    ...sectorChart(making),
    paragraph(
      'text',
      { text: say.report.sides, bold: true },
      say.sidesText(
        sides.map(({ name, counts, owed, gave, late }) => ({
          name: name[language],
          declared: counts.completed_on_time + counts.completed_late,
          owed,
          gave,
          late,
        })),
      ),
    ),
    paragraph(
      'text',
      { text: say.report.overdueHead, bold: true },
      say.overdueText(overdue.length, figures.total),
    ),
    ...overdue.map((item) => paragraph('item', say.overdueItem(item))),
    paragraph(
      'text',
      { text: say.report.missingHead, bold: true },
      say.missingText(
        owing.map(({ party, body, commitments: owed }) => ({
          name: bodyName(making, party, body.name[language]),
          codes: owed.map(({ code }) => code),
        })),
      ),
    ),
  ];
}

const sectorsIn = (commitments: readonly FrozenCommitment[]) =>
  new Set(commitments.map(({ sector }) => sector.code)).size;

function overdueOf(making: Making) {
  const { facts, own, language } = making;
  return facts.state.commitments
    .filter(({ timeliness, due }) => timeliness === 'overdue' && due.date !== null)
    .map(({ code, title, due, sides }) => ({
      code,
      title: title[language],
      bodies: sides
        .filter(({ party }) => !own || party === own.code)
        .map(({ party, leadBody }) => bodyName(making, party, leadBody.name[language]))
        .join(', '),
      due: due.label[language],
      days: daysBetween(due.date!, facts.source.asOf),
    }));
}

/** Where difficulties and proposals are: what they are stands in the table. */
function saidInShort(making: Making): Block[] {
  const { say } = making;
  return [
    paragraph('heading', say.report.difficulties),
    paragraph('text', say.difficultiesText(sectorsWith(making, 'difficulties'))),
    paragraph('heading', say.report.proposals),
    paragraph('text', say.proposalsText(sectorsWith(making, 'proposals'))),
  ];
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

function ahead(making: Making): Block[] {
  const { facts, own, say, language } = making;
  const { asOf } = facts.source;
  const until = addDays(asOf, AHEAD);
  const due = facts.state.commitments.filter(
    ({ status, due: { date } }) =>
      (status === 'not_started' || status === 'in_progress') && date !== null && date > asOf && date <= until,
  );
  const next = facts.state.commitments.flatMap(({ id, code, sides }) =>
    sides.flatMap(({ party, leadBody }) => {
      const said = facts.said.find((one) => one.commitmentId === id && one.party === party);
      if (!said || !saysSomething(said.nextSteps) || (own && party !== own.code)) return [];
      return [{ body: bodyName(making, party, leadBody.name[language]), code, text: said.nextSteps }];
    }),
  );
  return [
    paragraph('heading', say.report.next),
    paragraph(
      'text',
      say.dueText(
        until,
        due.map(({ code, due: { label } }) => ({ code, label: label[language] })),
      ),
    ),
    ...next.map(({ body, code, text }) =>
      paragraph('item', say.nextItem(body, code, ''), { text, language: 'vi' }),
    ),
  ];
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
