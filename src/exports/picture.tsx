import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { soundText } from './cell-text.js';
import { asOfLine, documentOf, madeLine, type FileReader } from './facts.js';
import { words } from '../web/i18n/words.js';
import { paint } from './paint.js';
import type { Picture } from './picture.types.js';

const FONT = "'Be Vietnam Pro', 'Segoe UI', Arial, sans-serif";
const MARGIN = 24;
/** For the title and what stands under it, and for the line at the foot. */
const HEAD = 70;
const FOOT = 34;

/** A chart as a file of its own: with title, day, agreement, who had it made, and its own colours. Letters stay letters. */
export function pictureSvg({ facts, width, height, body }: Picture, reader: FileReader): string {
  const [wide, high] = [width + 2 * MARGIN, height + HEAD + FOOT + 2 * MARGIN];
  const t = words(reader.language);
  const of = [documentOf(facts, reader.language), asOfLine(facts, reader), ...(facts.filters ?? [])];
  const foot = [facts.code && t.exports.code(facts.code), madeLine(reader), reader.demo && t.print.demo];
  const picture = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={wide}
      height={high}
      viewBox={`0 0 ${wide} ${high}`}
      font-family={FONT}
      font-size="12"
      fill={paint.ink}
      role="img"
      lang={reader.language}
    >
      <title>{facts.title}</title>
      <desc>{of.filter(Boolean).join(' · ')}</desc>
      <Hatch />
      <rect width={wide} height={high} fill={paint.paper} />
      <path d={`M${MARGIN} ${MARGIN}h${width}`} stroke={paint.ink} stroke-width="2" />
      <Words x={MARGIN} y={MARGIN + 26} size={17} bold>
        {facts.title}
      </Words>
      <Words x={MARGIN} y={MARGIN + 46} fill={paint['ink-2']}>
        {cut(of.filter(Boolean).join(' · '), width)}
      </Words>
      <g transform={`translate(${MARGIN} ${MARGIN + HEAD})`}>{body}</g>
      <Words x={MARGIN} y={high - MARGIN} size={11} fill={paint['ink-2']}>
        {foot.filter(Boolean).join(' · ')}
      </Words>
    </svg>
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${soundText(renderToString(picture))}`;
}

interface WordsProps {
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  /** It stands among lines, which are not to run through it. */
  halo?: boolean;
  children: ComponentChildren;
}

/** A line of text in a picture. */
export function Words(props: WordsProps): VNode {
  const { x, y, size = 12, bold = false, fill, anchor, halo = false, children } = props;
  const ground = halo ? { stroke: paint.paper, 'stroke-width': 4, 'paint-order': 'stroke' } : {};
  return (
    <text
      x={x}
      y={y}
      font-size={size}
      font-weight={bold ? 600 : undefined}
      fill={fill}
      text-anchor={anchor}
      {...ground}
    >
      {children}
    </text>
  );
}

/** What is extended is hatched: it is told from the rest without its colour too. */
function Hatch(): VNode {
  return (
    <defs>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill={paint.paper} />
        <rect width="2.4" height="5" fill={paint.late} />
      </pattern>
    </defs>
  );
}

/** Of letters of 12, on the average, with room to spare. */
const LETTER = 6.4;

/** The beginning of a text that has room in so many pixels; the whole stands in the table beside the picture. */
export function cut(text: string, width: number, size = 12): string {
  const most = Math.floor(width / ((LETTER * size) / 12));
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

export interface LegendEntry {
  word: string;
  /** Of 18 × 12. */
  shape: VNode;
}

/** Shapes, each with its word, in a line; a new line begins where the picture ends. */
export function PictureLegend({ entries, width }: { entries: LegendEntry[]; width: number }): VNode {
  const placed = placesOf(entries, width);
  return (
    <>
      {placed.map(({ entry, x, y }) => (
        <g transform={`translate(${x} ${y})`} key={entry.word}>
          {entry.shape}
          <Words x={24} y={10} fill={paint['ink-2']}>
            {entry.word}
          </Words>
        </g>
      ))}
    </>
  );
}

const LEGEND_LINE = 20;

/** @returns in pixels */
export function legendHeight(entries: LegendEntry[], width: number): number {
  return (placesOf(entries, width).at(-1)?.y ?? 0) + LEGEND_LINE;
}

function placesOf(entries: LegendEntry[], width: number): { entry: LegendEntry; x: number; y: number }[] {
  let [x, y] = [0, 0];
  return entries.map((entry) => {
    const room = 24 + entry.word.length * LETTER + 22;
    if (x > 0 && x + room > width) [x, y] = [0, y + LEGEND_LINE];
    const place = { entry, x, y };
    x += room;
    return place;
  });
}
