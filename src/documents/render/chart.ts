import { onPaint, paint } from '../../exports/paint.js';
import { soundText } from '../../exports/cell-text.js';
import type { Chart } from './model.js';

const [WIDTH, ROW, BAR, TOP] = [960, 30, 20, 34];
/** Where names end and bars begin, and where the number of all stands. */
const at = { bar: 330, end: 900, total: WIDTH };
/** Of letters of 15, on the average, with room to spare. */
const LETTER = 7.2;

/** Width and height of the drawing, in the units in which it is drawn. */
export const chartSize = ({ bars }: Chart) => ({ width: WIDTH, height: TOP + bars.length * ROW });

/** The chart in its own colours and the document's letters: a file knows no style sheet. */
export function chartSvg(chart: Chart): string {
  const { width, height } = chartSize(chart);
  const most = Math.max(1, ...chart.bars.map(({ parts }) => sum(parts)));
  const unit = (at.end - at.bar) / most;
  const rows = chart.bars.map(({ label, parts }, index) => {
    let x = at.bar;
    const drawn = parts.map(({ tone, count }) => {
      const start = x;
      x += count * unit;
      if (count === 0) return '';
      const middle = start + (count * unit) / 2;
      const rect = `<rect x="${start}" y="4" width="${count * unit}" height="${BAR}" fill="${paint[tone]}" stroke="#fff"/>`;
      const number =
        count * unit < 16
          ? ''
          : words(String(count), middle, { anchor: 'middle', fill: onPaint[tone], bold: true });
      return rect + number;
    });
    const name = words(cut(label, at.bar - 14), 0, {});
    const total = words(String(sum(parts)), at.total, { anchor: 'end', bold: true });
    const line = `<path d="M0 ${ROW - 2}H${WIDTH}" stroke="${paint.line}"/>`;
    return `<g transform="translate(0 ${TOP + index * ROW})">${line}${name}${drawn.join('')}${total}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Tinos" font-size="15" fill="${paint.ink}"><rect width="${width}" height="${height}" fill="#fff"/>${legend(chart)}${rows.join('')}</svg>`;
}

function legend({ legend: entries }: Chart): string {
  let x = 0;
  return entries
    .map(({ tone, label }) => {
      const start = x;
      x += 22 + label.length * LETTER + 20;
      return `<rect x="${start}" y="4" width="16" height="14" fill="${paint[tone]}"/>${words(label, start + 22, { y: 17 })}`;
    })
    .join('');
}

const sum = (parts: { count: number }[]) => parts.reduce((total, { count }) => total + count, 0);

interface Written {
  y?: number;
  anchor?: 'middle' | 'end';
  fill?: string;
  bold?: boolean;
}

function words(text: string, x: number, { y = 19, anchor, fill, bold }: Written): string {
  const more = [
    anchor && ` text-anchor="${anchor}"`,
    fill && ` fill="${fill}"`,
    bold && ' font-weight="700"',
  ];
  return `<text x="${x}" y="${y}"${more.filter(Boolean).join('')}>${escapeXml(text)}</text>`;
}

function cut(text: string, width: number): string {
  const letters = [...text];
  const most = Math.floor(width / LETTER);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Text in XML, between tags or in an attribute; without what XML cannot carry. */
export function escapeXml(text: string): string {
  return soundText(text).replace(/[&<>"]/g, (sign) => entities[sign]!);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
