import { asCode, codeFrom, freeCode } from '../../agreements/body-code.js';
import type { FormValues } from '../../platform/http/forms.js';
import { fold, plainText, type BilingualText } from '../../platform/text.js';
import type { BodyInFile } from '../file/agreement-file.types.js';
import type { KnownParty, PartyInFile } from './known-parties.js';
import { ofParty, rowsUpTo, type PartyBox } from './start-boxes.js';
import { linesOf } from './start-lines.js';

/** Characters of a box: as many as a file takes. */
export const MOST_TEXT = 2000;

/** A party of the agreement, in the row of the form that names it. */
export interface StartedParty {
  row: number;
  party: PartyInFile;
  bodies: BodyInFile[];
  isNew: boolean;
}

export const textIn = (values: FormValues, box: string, most = MOST_TEXT) =>
  plainText(values[box] ?? '', most);

/** English may be left out. */
export function bothIn(values: FormValues, vi: string, en: string): BilingualText {
  const said = textIn(values, vi);
  return { vi: said, en: textIn(values, en) || said };
}

/** Of the parties that were chosen. */
export const chosenCodes = (values: FormValues, rows: number): string[] =>
  rowsUpTo(rows).map((row) => textIn(values, ofParty('known', row)));

/** The parties of the rows that say anything. */
export function startedParties(
  values: FormValues,
  rows: number,
  known: ReadonlyMap<string, KnownParty>,
): StartedParty[] {
  return rowsUpTo(rows).flatMap((row): StartedParty[] => {
    const chosen = known.get(textIn(values, ofParty('known', row)));
    const lines = linesOf(values[ofParty('bodies', row)] ?? '');
    if (chosen) {
      const { bodies, ...party } = chosen;
      return [{ row, party, bodies: withNew(bodies, lines, party), isNew: false }];
    }
    const said = (['nameVi', 'committeeVi', 'officeVi', 'bodies'] as const).some((box) =>
      textIn(values, ofParty(box, row)),
    );
    return said ? [{ row, ...newParty(values, row), isNew: true }] : [];
  });
}

function newParty(values: FormValues, row: number): { party: PartyInFile; bodies: BodyInFile[] } {
  const box = (name: PartyBox) => ofParty(name, row);
  const name = bothIn(values, box('nameVi'), box('nameEn'));
  const committee = bothIn(values, box('committeeVi'), box('committeeEn'));
  const marker = textIn(values, box('marker'), 40).toUpperCase() || markerOf(name.vi);
  const code = asCode(name.vi).replaceAll('-', '');
  const office = bothIn(values, box('officeVi'), box('officeEn'));
  const own = body(codeFrom(marker, office.vi), code, office, 'party_office');
  const party = { code, marker, name, committee, office: own.code };
  return { party, bodies: withNew([own], linesOf(values[box('bodies')] ?? ''), party) };
}

/** `Hải Phòng`: HP. */
function markerOf(name: string): string {
  const words = fold(name)
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]!) : [...(words[0] ?? '')];
  return letters
    .slice(0, words.length > 1 ? 3 : 2)
    .join('')
    .toUpperCase();
}

/** With the bodies of some lines, but for those that are there under one of their names. */
function withNew(
  bodies: readonly BodyInFile[],
  lines: ReturnType<typeof linesOf>,
  { code: party, marker }: PartyInFile,
): BodyInFile[] {
  const all = [...bodies];
  for (const { cells } of lines) {
    const [vi = '', en = ''] = cells;
    if (vi === '' || bodyCalled(all, vi)) continue;
    const code = freeCode(codeFrom(marker, vi), (wanted) => all.some((one) => one.code === wanted));
    all.push(body(code, party, { vi, en: en || vi }, kindOf(vi)));
  }
  return all;
}

function body(code: string, party: string, name: BilingualText, kind: string): BodyInFile {
  return {
    code,
    party,
    kind,
    name,
    short: name,
    parent: null,
    firstDay: null,
    lastDay: null,
    successor: null,
  };
}

/** By any of its names, or its code. */
export function bodyCalled(bodies: readonly BodyInFile[], called: string): BodyInFile | undefined {
  const wanted = fold(called);
  return bodies.find(({ code, name, short }) =>
    [code, name.vi, name.en, short.vi, short.en].some((one) => fold(one) === wanted),
  );
}

/** By how its name begins; what else it is, its page says later. */
const kinds: [RegExp, string][] = [
  [/^van phong (tinh|thanh) uy/, 'party_office'],
  [/^uy ban kiem tra/, 'inspection_commission'],
  [/^(uy ban )?(mat tran|mttq)/, 'front'],
  [/^ban quan ly/, 'management_board'],
  [/^(ban to chuc|ban tuyen giao|ban dan van|ban noi chinh)/, 'party_board'],
  [/^(hoi|doan|lien doan|lien hiep)\b/, 'organisation'],
  [/^truong/, 'school'],
  [/^(dai phat thanh|dai pt)/, 'broadcaster'],
  [/^(bo chi huy|bo tu lenh)/, 'military'],
  [/^cong an/, 'police'],
  [/^(trung tam|chi cuc)/, 'unit'],
];
const kindOf = (name: string) => kinds.find(([begins]) => begins.test(fold(name)))?.[1] ?? 'department';
