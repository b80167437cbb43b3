import { plainText } from '../../platform/text.js';

/** Characters of a box of lines, and lines that are read of it. */
export const MOST_OF_LINES = 200_000;
const MOST_LINES = 500;

export interface TypedLine {
  /** As its writer counts, from 1. */
  number: number;
  /** What stands between tabs, as a spreadsheet copies it, or between strokes. */
  cells: string[];
}

/** What was typed or pasted line by line; empty lines are none. */
export function linesOf(text: string): TypedLine[] {
  return plainText(text, MOST_OF_LINES)
    .split('\n')
    .map((line, at) => ({ number: at + 1, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.some(Boolean))
    .slice(0, MOST_LINES + 1);
}

export const isTooMany = (lines: readonly TypedLine[]) => lines.length > MOST_LINES;

const cellsOf = (line: string) =>
  line.split(line.includes('\t') ? '\t' : '|').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
