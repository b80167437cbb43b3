import { fieldOfHeading, headingKey, statusOfWord } from './headings.js';
import { lettersOf } from './letters.js';
import type { Found, FoundSheet, HowFound, KeptWords, Mapping, OwnField } from './own.types.js';

/** Within so many rows the headings have to stand. */
export const HEAD_WITHIN_ROWS = 15;

/** The row with the most headings that are known, if there are two of them; null where there is none. @param lines from row 1 on */
export function headIn(lines: readonly string[][], kept: KeptWords | null): number | null {
  let best = { row: null as number | null, known: 1 };
  for (const [index, cells] of lines.slice(0, HEAD_WITHIN_ROWS).entries()) {
    const known = new Set(cells.flatMap((cell) => fieldFor(cell, kept)?.field ?? [])).size;
    if (known > best.known) best = { row: index + 1, known };
  }
  return best.row;
}

/** The sheet whose headings say the most, or else the first. */
export function likeliestSheet(sheets: readonly FoundSheet[]): FoundSheet | undefined {
  return sheets.find(({ head }) => head !== null) ?? sheets.find(({ rows }) => rows > 0) ?? sheets[0];
}

/** Which column says what, as far as the headings tell, or what was chosen for the same ones before. */
export function proposeColumns(
  lines: readonly string[][],
  head: number,
  kept: KeptWords | null,
): Pick<Found, 'how' | 'repeated'> & Pick<Mapping, 'columns'> {
  const columns: Mapping['columns'] = {};
  const how: Partial<Record<OwnField, HowFound>> = {};
  const repeated: string[] = [];
  const seen = new Set<string>();
  for (const [index, heading] of (lines[head - 1] ?? []).entries()) {
    const key = headingKey(heading);
    if (key !== '' && seen.has(key)) repeated.push(lettersOf(index));
    const found = seen.has(key) ? undefined : fieldFor(heading, kept, columns);
    seen.add(key);
    if (!found) continue;
    const field = saysStatus(lines, head, index, found) ? 'status' : found.field;
    if (columns[field]) continue;
    columns[field] = lettersOf(index);
    how[field] = field === found.field ? found.how : 'content';
  }
  return { columns, how, repeated };
}

/** @param taken fields that a column before it has: what was chosen then for the same heading was chosen without that one */
function fieldFor(
  heading: string,
  kept: KeptWords | null,
  taken: Mapping['columns'] = {},
): { field: OwnField; how: HowFound } | undefined {
  const key = headingKey(heading);
  if (key === '') return undefined;
  const before = kept?.columns[key];
  if (before && !taken[before]) return { field: before, how: 'kept' };
  // That it was left out before holds as well.
  if (before === null) return undefined;
  const field = fieldOfHeading(heading);
  return field && { field, how: 'heading' };
}

/** Under “Kết quả” some offices write results, others a status: what stands below tells. */
function saysStatus(
  lines: readonly string[][],
  head: number,
  index: number,
  { field, how }: { field: OwnField; how: HowFound },
): boolean {
  if (field !== 'results' || how !== 'heading') return false;
  const below = lines
    .slice(head)
    .map((cells) => cells[index] ?? '')
    .filter((text) => text.trim() !== '');
  return (
    below.length > 0 && below.filter((text) => statusOfWord(text) !== undefined).length * 2 > below.length
  );
}

/** How a file is to be understood before anybody has said so. */
export function proposeMapping(
  sheets: readonly FoundSheet[],
  kept: KeptWords | null,
): { mapping: Mapping } & Pick<Found, 'how' | 'repeated'> {
  const sheet = likeliestSheet(sheets);
  const head = sheet?.head ?? 1;
  const { columns, how, repeated } = proposeColumns(sheet?.lines ?? [], head, kept);
  const mapping: Mapping = {
    sheet: sheet?.name ?? '',
    head,
    columns,
    bodies: {},
    statuses: {},
    sector: kept?.sector ?? null,
    asItStands: [],
    reviewOn: null,
  };
  return { mapping, how, repeated };
}
