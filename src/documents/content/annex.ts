import { formatDay } from '../../calendar/deadline.js';
import { standingWord } from '../../commitments/list/commitment-columns.js';
import type { CellValue } from '../../exports/export.types.js';
import { formatPercent } from '../../web/format.js';
import type { FrozenCommitment, FrozenSide } from '../../periods/periods.types.js';
import { words } from '../../web/i18n/words.js';
import type { Block, DocumentModel } from '../render/model.js';
import { basisOf, bodyName, cell, footOf, headCell, issuerName, paragraph, type Making } from './common.js';
import type { SaidOfPart } from './facts.js';

/** A line of an annex as it is written; `reportedBy` is empty in the edition for the committees. */
export interface AnnexLine {
  code: string;
  title: string;
  body: string;
  due: string;
  standing: string;
  percent: string;
  results: string;
  difficulties: string;
  proposals: string;
  reportedBy: string;
}

interface Line {
  commitment: FrozenCommitment;
  side: FrozenSide;
  said: SaidOfPart | undefined;
}

/** Every commitment in one table, for a sheet that lies on its side; and as a workbook. */
export function annexModel(making: Making): DocumentModel {
  const { say, layout, language } = making;
  const subject = annexSubject(making);
  return {
    layout: layout.id,
    language,
    title: `${say.annex.type} ${subject}`,
    issuer: issuerName(making),
    wide: true,
    foot: footOf(making),
    workbook: workbookOf(making, subject),
    blocks: annexBlocks(making, {
      subject,
      lines: annexLines(making),
      internal: making.edition === 'internal',
    }),
  };
}

export const annexSubject = (making: Making) =>
  making.say.annex.subject(basisOf(making, false), making.facts.source.asOf);

/** @param lines what they say, or the fields of a template that stand for it @param internal whether a column names who reported */
export function annexBlocks(
  making: Making,
  { subject, lines, internal }: { subject: string; lines: AnnexLine[]; internal: boolean },
): Block[] {
  const { say } = making;
  return [
    paragraph('title', say.annex.type),
    paragraph('subject', subject),
    paragraph('subject', { text: say.annex.attached(issuerName(making)), italic: true }),
    paragraph('subject', '-----'),
    tableOf(making, lines, internal),
    ...(say.report.saidNote ? [paragraph('note', say.report.saidNote)] : []),
  ];
}

/** A line for each part: of one side, or of all. */
function linesOf({ facts, own }: Making): Line[] {
  return facts.state.commitments.flatMap((commitment) =>
    commitment.sides
      .filter(({ party }) => !own || party === own.code)
      .map((side) => ({
        commitment,
        side,
        said: facts.said.find((one) => one.commitmentId === commitment.id && one.party === side.party),
      })),
  );
}

export function annexLines(making: Making): AnnexLine[] {
  const { language, edition, say } = making;
  return linesOf(making).map(({ commitment, side, said }) => ({
    code: commitment.code,
    title: commitment.title[language],
    body: bodyName(making, side.party, side.leadBody.name[language]),
    due: commitment.due.label[language],
    standing: standingOf(commitment, side, making),
    percent: side.percent === null ? '–' : formatPercent(side.percent, language),
    results: said ? said.results : isMissing(side) ? say.report.notReported : '',
    difficulties: said?.difficulties ?? '',
    proposals: said?.proposals ?? '',
    reportedBy: edition === 'internal' && said ? `${said.author[language]}, ${formatDay(said.on)}` : '',
  }));
}

function tableOf({ say }: Making, lines: AnnexLine[], internal: boolean): Block {
  const t = say.annex.head;
  const vi = (text: string) => cell(text, { language: 'vi' });
  return {
    kind: 'table',
    widths: [5, 22, 13, 9, 9, 6, 18, 13, 13, ...(internal ? [12] : [])],
    head: [
      [t.code, t.commitment, t.bodies, t.due, t.standing, t.percent, t.results, t.difficulties, t.proposals]
        .concat(internal ? [t.reportedBy] : [])
        .map((text) => headCell(text)),
    ],
    rows: lines.map((line) => [
      cell(line.code, { align: 'center' }),
      cell(line.title),
      cell(line.body),
      cell(line.due),
      cell(line.standing),
      cell(line.percent, { align: 'right' }),
      // What the program says of it is in the document's language.
      line.results === say.report.notReported ? cell(line.results) : vi(line.results),
      vi(line.difficulties),
      vi(line.proposals),
      ...(internal ? [cell(line.reportedBy)] : []),
    ]),
  };
}

const isMissing = ({ reports }: FrozenSide) => reports.some(({ state }) => state === 'missing');

/** Of one side what it says of its part; of all together how the commitment stands. */
function standingOf(
  { status, timeliness }: FrozenCommitment,
  side: FrozenSide,
  { own, language }: Making,
): string {
  if (own && side.status === 'completed') return words(language).status.completed;
  return standingWord({ status, timeliness }, language);
}

function workbookOf(making: Making, subject: string): DocumentModel['workbook'] {
  const { say, edition, language } = making;
  const t = say.annex.head;
  const { about } = words(language).exports;
  const texts = [t.results, t.difficulties, t.proposals].concat(edition === 'internal' ? [t.reportedBy] : []);
  return {
    head: {
      sheet: say.annex.type,
      aboutSheet: about.sheet,
      columns: [
        { head: t.code, kind: 'text', width: 7 },
        { head: t.commitment, kind: 'text', width: 50 },
        { head: t.bodies, kind: 'text', width: 26 },
        { head: t.due, kind: 'text', width: 15 },
        { head: t.standing, kind: 'text', width: 18 },
        { head: t.percent, kind: 'percent', width: 8 },
        ...texts.map((head) => ({ head, kind: 'text' as const, width: 34 })),
      ],
      about: [
        [about.title, `${say.annex.type}: ${subject}`],
        [about.agreement, basisOf(making, true)],
        [about.asOf, footOf(making)],
        [about.by, issuerName(making)],
      ],
      printed: { title: say.annex.type, asOf: subject, foot: footOf(making) },
    },
    rows: linesOf(making).map(({ commitment, side, said }): CellValue[] => [
      commitment.code,
      commitment.title[language],
      bodyName(making, side.party, side.leadBody.name[language]),
      commitment.due.label[language],
      standingOf(commitment, side, making),
      side.percent === null ? null : side.percent / 100,
      said ? said.results : isMissing(side) ? say.report.notReported : null,
      said?.difficulties || null,
      said?.proposals || null,
      ...(edition === 'internal' ? [said ? `${said.author[language]}, ${formatDay(said.on)}` : null] : []),
    ]),
  };
}
