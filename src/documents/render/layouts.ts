import type { Day } from '../../platform/clock.js';

/** How a document of an issuer is laid out: every measure of it, in one place. Millimetres, points where it says so. */
export interface Layout {
  /** Kept with each document: its version. Another measure is another layout, beside the old one. */
  id: string;
  /** Whose documents: the Party's, or the State's. */
  issuer: 'party' | 'state';
  /** The first day and the last on which documents are so laid out. */
  from: Day;
  until: Day | null;
  font: string;
  /** Points: of the text, the heading, what stands at the top, tables, notes and the foot. */
  sizes: { text: number; title: number; head: number; table: number; note: number; foot: number };
  margins: { top: number; bottom: number; left: number; right: number };
  /** The same of a sheet that lies on its side. */
  wideMargins: { top: number; bottom: number; left: number; right: number };
  firstLineIndent: number;
  /** Points before and after a paragraph, and lines as a multiple. */
  spacing: { before: number; after: number; line: number };
  /** How far the number of a page and the foot stand from the edge of the paper. */
  edge: number;
  /** At the top right: lines, of which the last has a rule as wide as its words. */
  emblem: { vi: string[]; en: string[] };
  /** An asterisk under the name of the issuer. */
  star: boolean;
  /** Between number and type: `Số      -BC/…`, `Số:      /BC-…`. */
  number: (type: string, issuer: string) => string;
  /** The short name of a committee's office in numbers; null where it is made of the office's own name. */
  officeShort: string | null;
  /** The post that signs for an office. */
  signer: { vi: string; en: string };
  source: string;
}

const blank = '\u00a0'.repeat(10);

const party: Layout = {
  id: 'party-2018.1',
  issuer: 'party',
  from: '2018-04-03',
  until: null,
  font: 'Times New Roman',
  sizes: { text: 14, title: 16, head: 14, table: 12, note: 12, foot: 10 },
  margins: { top: 20, bottom: 20, left: 30, right: 15 },
  wideMargins: { top: 20, bottom: 15, left: 20, right: 15 },
  firstLineIndent: 10,
  spacing: { before: 3, after: 3, line: 1.15 },
  edge: 10,
  emblem: { vi: ['ĐẢNG CỘNG SẢN VIỆT NAM'], en: ['COMMUNIST PARTY OF VIETNAM'] },
  star: true,
  number: (type, issuer) => `Số${blank}-${type}/${issuer}`,
  officeShort: 'VPTU',
  signer: { vi: 'CHÁNH VĂN PHÒNG', en: 'CHIEF OF OFFICE' },
  source: 'Hướng dẫn 36-HD/VPTW ngày 03/4/2018; margins are a setting, since sources differ',
};

const state2011: Layout = {
  ...party,
  id: 'state-2011.1',
  issuer: 'state',
  from: '2011-04-05',
  until: '2020-03-04',
  sizes: { text: 14, title: 14, head: 13, table: 12, note: 12, foot: 10 },
  margins: { top: 20, bottom: 20, left: 30, right: 20 },
  wideMargins: { top: 20, bottom: 20, left: 20, right: 20 },
  emblem: {
    vi: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    en: ['SOCIALIST REPUBLIC OF VIETNAM', 'Independence - Freedom - Happiness'],
  },
  star: false,
  number: (type, issuer) => `Số:${blank}/${type}-${issuer}`,
  officeShort: null,
  source: 'Thông tư 01/2011/TT-BNV',
};

const state2020: Layout = {
  ...state2011,
  id: 'state-2020.1',
  from: '2020-03-05',
  until: null,
  source: 'Nghị định 30/2020/NĐ-CP',
};

/** The newest of an issuer last. */
export const layouts: readonly Layout[] = [party, state2011, state2020];

/** The layout by which an issuer makes documents on a day; before the first that is known, by that one. */
export function layoutOf(issuer: Layout['issuer'], day: Day): Layout {
  const own = layouts.filter((layout) => layout.issuer === issuer);
  return own.findLast(({ from }) => from <= day) ?? own[0]!;
}
