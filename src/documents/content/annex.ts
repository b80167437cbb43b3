import { formatDay } from '../../calendar/deadline.js';
import { standingWord } from '../../commitments/list/commitment-columns.js';
import type { CellValue } from '../../exports/export.types.js';
import { formatPercent } from '../../web/format.js';
import type { FrozenCommitment, FrozenSide } from '../../periods/periods.types.js';
import { words } from '../../web/i18n/words.js';
import type { Cell, DocumentModel } from '../render/model.js';
import { basisOf, bodyName, cell, footOf, headCell, issuerName, paragraph, type Making } from './common.js';
import type { SaidOfPart } from './facts.js';

interface Line {
  commitment: FrozenCommitment;
  side: FrozenSide;
  said: SaidOfPart | undefined;
}

/** Every commitment in one table, for a sheet that lies on its side; and as a workbook. */
export function annexModel(making: Making): DocumentModel {
  const { facts, say, layout, language } = making;
  const subject = say.annex.subject(basisOf(making, false), facts.source.asOf);
  return {
    layout: layout.id,
    language,
    title: `${say.annex.type} ${subject}`,
    issuer: issuerName(making),
    wide: true,
    foot: footOf(making),
    workbook: workbookOf(making, subject),
    blocks: [
      paragraph('title', say.annex.type),
      paragraph('subject', subject),
      paragraph('subject', { text: say.annex.attached(issuerName(making)), italic: true }),
      paragraph('subject', '-----'),
      tableOf(making),
      ...(say.report.saidNote ? [paragraph('note', say.report.saidNote)] : []),
    ],
  };
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

function tableOf(making: Making): DocumentModel['blocks'][number] {
  const { say, edition } = making;
  const t = say.annex.head;
  const isInternal = edition === 'internal';
  return {
    kind: 'table',
    widths: [5, 22, 13, 9, 9, 6, 18, 13, 13, ...(isInternal ? [12] : [])],
    head: [
      [t.code, t.commitment, t.bodies, t.due, t.standing, t.percent, t.results, t.difficulties, t.proposals]
        .concat(isInternal ? [t.reportedBy] : [])
        .map((text) => headCell(text)),
    ],
    rows: linesOf(making).map((line) => rowOf(line, making)),
  };
}

function rowOf({ commitment, side, said }: Line, making: Making): Cell[] {
  const { language, edition, say } = making;
  const { code, title, due } = commitment;
  const vi = (text: string | undefined) => cell(text ?? '', { language: 'vi' });
  return [
    cell(code, { align: 'center' }),
    cell(title[language]),
    cell(bodyName(making, side.party, side.leadBody.name[language])),
    cell(due.label[language]),
    cell(standingOf(commitment, side, making)),
    cell(side.percent === null ? '–' : formatPercent(side.percent, language), { align: 'right' }),
    said ? vi(said.results) : cell(isMissing(side) ? say.report.notReported : ''),
    vi(said?.difficulties),
    vi(said?.proposals),
    ...(edition === 'internal' ? [cell(said ? `${said.author[language]}, ${formatDay(said.on)}` : '')] : []),
  ];
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
