import type { FrozenCommitment, FrozenSide } from '../../periods/periods.types.js';
import type { Block, Cell } from '../render/model.js';
import { bodyName, cell, headCell, paragraph, type Making } from './common.js';
import type { SaidOfPart } from './facts.js';

/** What a part reported, or that it did not. */
export interface PartSaid {
  code: string;
  title: string;
  body: string;
  /** In the internal edition, which post reported and when; empty otherwise. */
  reportedBy: string;
  /** The four above, a line each. */
  named: string;
  /** Null where it should have reported and did not. */
  said: Pick<SaidOfPart, 'results' | 'difficulties' | 'proposals'> | null;
}

/** Sector after sector, each part that reported, or should have. */
export function saidBySector(making: Making): { sector: string; parts: PartSaid[] }[] {
  const { facts, language } = making;
  const sectors = Map.groupBy(facts.state.commitments, ({ sector }) => sector.code);
  return [...sectors].flatMap(([code, commitments]) => {
    const parts = commitments.flatMap((commitment) => partsOf(commitment, making));
    return parts.length === 0 ? [] : [{ sector: `${code}. ${commitments[0]!.sector.name[language]}`, parts }];
  });
}

/** The same as a table. */
export function saidTable(making: Making): Block[] {
  const { say } = making;
  const t = say.report.saidHead;
  const rows = saidBySector(making).flatMap(({ sector, parts }): Cell[][] => [
    [cell(sector, { bold: true, across: 4 })],
    ...parts.map(({ named, said }) => [cell(named), ...saidCells(said, making)]),
  ]);
  if (rows.length === 0) return [paragraph('text', say.report.nothingSaid)];
  return [
    {
      kind: 'table',
      widths: [25, 29, 23, 23],
      head: [[headCell(t.commitment), headCell(t.results), headCell(t.difficulties), headCell(t.proposals)]],
      rows,
    },
    ...(say.report.saidNote ? [paragraph('note', say.report.saidNote)] : []),
  ];
}

function partsOf(commitment: FrozenCommitment, making: Making): PartSaid[] {
  const { own, facts } = making;
  return commitment.sides
    .filter(({ party }) => !own || party === own.code)
    .flatMap((side): PartSaid[] => {
      const said = facts.said.find((one) => one.commitmentId === commitment.id && one.party === side.party);
      const isMissing = side.reports.some(({ state }) => state === 'missing');
      return said || isMissing ? [partSaid(commitment, side, said, making)] : [];
    });
}

function partSaid(
  { code, title }: FrozenCommitment,
  side: FrozenSide,
  said: SaidOfPart | undefined,
  making: Making,
): PartSaid {
  const { language, edition, say } = making;
  const body = bodyName(making, side.party, side.leadBody.name[language]);
  const reportedBy =
    edition === 'internal' && said ? say.report.reportedBy(said.author[language], said.on) : '';
  const named = [`${code}. ${title[language]}`, body, reportedBy].filter(Boolean).join('\n');
  return { code, title: title[language], body, reportedBy, named, said: said ?? null };
}

/** What people wrote stays in their language. */
function saidCells(said: PartSaid['said'], { say }: Making): Cell[] {
  if (!said) return [cell(say.report.notReported), cell(''), cell('')];
  return [said.results, said.difficulties, said.proposals].map((text) => cell(text, { language: 'vi' }));
}
