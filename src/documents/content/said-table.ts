import type { FrozenCommitment, FrozenSide } from '../../periods/periods.types.js';
import type { Block, Cell } from '../render/model.js';
import { bodyName, cell, headCell, paragraph, type Making } from './common.js';
import type { SaidOfPart } from './facts.js';

/** What was reported, sector after sector: a row for each part that reported, or should have. */
export function saidTable(making: Making): Block[] {
  const { facts, say, language } = making;
  const t = say.report.saidHead;
  const sectors = Map.groupBy(facts.state.commitments, ({ sector }) => sector.code);
  const rows = [...sectors].flatMap(([code, commitments]): Cell[][] => {
    const own = commitments.flatMap((commitment) => rowsOf(commitment, making));
    if (own.length === 0) return [];
    return [[cell(`${code}. ${commitments[0]!.sector.name[language]}`, { bold: true, across: 4 })], ...own];
  });
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

function rowsOf(commitment: FrozenCommitment, making: Making): Cell[][] {
  const { own, facts } = making;
  return commitment.sides
    .filter(({ party }) => !own || party === own.code)
    .flatMap((side): Cell[][] => {
      const said = facts.said.find((one) => one.commitmentId === commitment.id && one.party === side.party);
      const isMissing = side.reports.some(({ state }) => state === 'missing');
      if (!said && !isMissing) return [];
      return [[cell(named(commitment, side, said, making)), ...saidCells(said, making)]];
    });
}

function named(
  commitment: FrozenCommitment,
  side: FrozenSide,
  said: SaidOfPart | undefined,
  making: Making,
): string {
  const { language, edition, say } = making;
  const { code, title } = commitment;
  const lines = [`${code}. ${title[language]}`, bodyName(making, side.party, side.leadBody.name[language])];
  if (edition === 'internal' && said) lines.push(say.report.reportedBy(said.author[language], said.on));
  return lines.join('\n');
}

/** What people wrote stays in their language. */
function saidCells(said: SaidOfPart | undefined, { say }: Making): Cell[] {
  if (!said) return [cell(say.report.notReported), cell(''), cell('')];
  return [said.results, said.difficulties, said.proposals].map((text) => cell(text, { language: 'vi' }));
}
