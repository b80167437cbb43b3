import { chartSize, escapeXml } from './chart.js';
import type { Layout } from './layouts.js';
import type { Block, Cell, Chart, Columns, DocumentModel, Paragraph, Run, Table } from './model.js';

/** Millimetres in twentieths of a point. */
export const twips = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);

/** @param room the width between the margins, in twips */
export function bodyXml({ blocks, language }: DocumentModel, layout: Layout, room: number): string {
  const maker: Maker = { language, layout, room };
  return blocks.map((block, at) => blockXml(block, maker, blocks[at + 1]?.kind === 'columns')).join('');
}

interface Maker extends Pick<DocumentModel, 'language'> {
  layout: Layout;
  room: number;
}

/** @param staysWithNext whoever signs does not stand on a page of their own */
function blockXml(block: Block, maker: Maker, staysWithNext: boolean): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraphXml(block, maker, staysWithNext);
    case 'columns':
      return columnsXml(block, maker);
    case 'table':
      return tableXml(block, maker);
    default:
      return chartXml(block, maker);
  }
}

const styleIds: Record<Paragraph['role'], string> = {
  title: 'VbTitle',
  subject: 'VbSubject',
  heading: 'VbHeading',
  text: 'VbText',
  item: 'VbItem',
  caption: 'VbCaption',
  note: 'VbNote',
};

function paragraphXml({ role, runs }: Paragraph, maker: Maker, staysWithNext: boolean): string {
  return styled(styleIds[role], runs, maker, staysWithNext ? '<w:keepNext/>' : '');
}

function styled(style: string, runs: Run[], maker: Maker, more = '', size?: number): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${runs.map((run) => runXml(run, maker, size)).join('')}</w:p>`;
}

/** A line end in a text is one in its paragraph. */
function runXml({ text, bold, italic, underline, language }: Run, maker: Maker, size?: number): string {
  const own = language && language !== maker.language ? language : null;
  const properties = [
    bold && '<w:b/>',
    italic && '<w:i/>',
    size && `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`,
    underline && '<w:u w:val="single"/>',
    own && `<w:lang w:val="${own === 'vi' ? 'vi-VN' : 'en-GB'}"/>`,
  ].filter(Boolean);
  const lines = text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join('<w:br/>');
  return `<w:r>${properties.length > 0 ? `<w:rPr>${properties.join('')}</w:rPr>` : ''}${lines}</w:r>`;
}

/** Above and below lines side by side, in twips. */
const APART = 200;

/** A table that nobody sees: nothing else keeps lines side by side in every program. */
function columnsXml({ widths, cells }: Columns, maker: Maker): string {
  const columns = inTwips(widths, maker.room);
  const row = cells.map(({ align, lines, size }, index) => {
    const points = maker.layout.sizes[size];
    const content = lines
      .map((runs, at) => {
        const apart = `<w:spacing w:before="${at === 0 ? APART : 0}" w:after="${at === lines.length - 1 ? APART : 0}"/>`;
        return styled('VbLine', runs, maker, `${apart}<w:jc w:val="${align}"/>`, points);
      })
      .join('');
    return `<w:tc><w:tcPr><w:tcW w:w="${columns[index]}" w:type="dxa"/></w:tcPr>${content || '<w:p/>'}</w:tc>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="${maker.room}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>${gridXml(columns)}<w:tr><w:trPr><w:cantSplit/></w:trPr>${row.join('')}</w:tr></w:tbl>`;
}

function tableXml({ widths, head, rows }: Table, maker: Maker): string {
  const columns = inTwips(widths, maker.room);
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  const borders = sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`);
  const properties = `<w:tblPr><w:tblW w:w="${maker.room}" w:type="dxa"/><w:tblBorders>${borders.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>`;
  // Between two tables stands a paragraph, or programs make one of them.
  const end = `<w:p><w:pPr><w:pStyle w:val="VbLine"/><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>`;
  return `<w:tbl>${properties}${gridXml(columns)}${rowsXml(head, columns, maker, '<w:tblHeader/>')}${rowsXml(rows, columns, maker)}</w:tbl>${end}`;
}

/** Characters of a cell whose row stays on one page. */
const MOST_ON_ONE_PAGE = 900;

/** Cells that reach down take room in the rows below them. */
function rowsXml(rows: Cell[][], columns: number[], maker: Maker, more = ''): string {
  const open = new Map<number, { down: number; across: number }>();
  return rows
    .map((row) => {
      const cells = [...row];
      let xml = '';
      for (let column = 0; column < columns.length;) {
        const above = open.get(column);
        if (above) {
          xml += cellXml(null, { columns, column, across: above.across, maker });
          if (above.down === 1) open.delete(column);
          else open.set(column, { ...above, down: above.down - 1 });
          column += above.across;
          continue;
        }
        const cell = cells.shift() ?? { text: '' };
        const { across = 1, down = 1 } = cell;
        if (down > 1) open.set(column, { down: down - 1, across });
        xml += cellXml(cell, { columns, column, across, maker });
        column += across;
      }
      const whole = row.some(({ text }) => text.length > MOST_ON_ONE_PAGE) ? '' : '<w:cantSplit/>';
      return `<w:tr><w:trPr>${whole}${more}</w:trPr>${xml}</w:tr>`;
    })
    .join('');
}

interface Place {
  columns: number[];
  column: number;
  across: number;
  maker: Maker;
}

/** @param cell null for what one above reaches into */
function cellXml(cell: Cell | null, { columns, column, across, maker }: Place): string {
  const width = columns.slice(column, column + across).reduce((sum, each) => sum + each, 0);
  const span = across > 1 ? `<w:gridSpan w:val="${across}"/>` : '';
  const merge = cell === null ? '<w:vMerge/>' : (cell.down ?? 1) > 1 ? '<w:vMerge w:val="restart"/>' : '';
  const middle = cell?.bold && cell.align === 'center' ? '<w:vAlign w:val="center"/>' : '';
  const { text = '', bold, align = 'left', language } = cell ?? {};
  // The heading of a group of rows goes with the first of them.
  const keep = bold && across === columns.length ? '<w:keepNext/>' : '';
  const content = styled(
    'VbCell',
    text === '' ? [] : [{ text, bold, language }],
    maker,
    `${keep}<w:jc w:val="${align}"/>`,
  );
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}${middle}</w:tcPr>${content}</w:tc>`;
}

const gridXml = (columns: number[]) =>
  `<w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;

/** What shares leave over goes to the last: together they are the whole. */
function inTwips(shares: number[], room: number): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const columns = shares.map((share) => Math.floor((share / all) * room));
  columns[columns.length - 1]! += room - columns.reduce((sum, width) => sum + width, 0);
  return columns;
}

/** English Metric Units in a twip. */
const EMU = 635;

function chartXml(chart: Chart, { room }: Maker): string {
  const { width, height } = chartSize(chart);
  const [wide, high] = [room * EMU, Math.round((room * EMU * height) / width)];
  const alt = escapeXml(chart.alt);
  return `<w:p><w:pPr><w:pStyle w:val="VbLine"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${wide}" cy="${high}"/><wp:docPr id="1" name="Chart" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="chart.png" descr="${alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId6"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${wide}" cy="${high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
}
