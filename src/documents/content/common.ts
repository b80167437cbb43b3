import type { Language } from '../../platform/text.js';
import { listed } from '../../web/format.js';
import { layoutOf, type Layout } from '../render/layouts.js';
import type { Block, Cell, Paragraph, Run } from '../render/model.js';
import type { Edition } from '../documents.types.js';
import type { DocumentFacts, DocumentParty } from './facts.js';
import { sayIn } from './say.js';
import type { Say } from './say.types.js';

/** What a document is made of, and for whom. */
export interface Making {
  facts: DocumentFacts;
  /** The side whose it is; null for that of all. */
  own: DocumentParty | null;
  edition: Edition;
  language: Language;
  say: Say;
  layout: Layout;
  /** Its figures are made up for the demo. */
  illustrative: boolean;
}

export function makingOf(
  facts: DocumentFacts,
  asked: { party: string | null; edition: Edition; language: Language; illustrative: boolean },
): Making {
  const own = facts.parties.find(({ code }) => code === asked.party) ?? null;
  const { edition, language, illustrative } = asked;
  // Offices of all committees are of a kind: a joint one is laid out as the first side's.
  const issuer = issuerKind(own ?? facts.parties[0]!);
  const layout = layoutOf(issuer, facts.today);
  return { facts, own, edition, language, say: sayIn(language), layout, illustrative };
}

/** A committee's office writes as the Party does; any other body as the State does. */
function issuerKind({ office }: DocumentParty): Layout['issuer'] {
  return office === null || office.kind === 'party_office' ? 'party' : 'state';
}

/** `Văn phòng Thành ủy Hà Nội`: in full, as it stands in a sentence. */
export function officeName(
  { committee, office }: DocumentParty,
  { language, say }: Pick<Making, 'language' | 'say'>,
): string {
  return office && office.kind !== 'party_office' ? office.name[language] : say.officeOf(committee[language]);
}

/** Whoever the document is of, in a sentence. */
export function issuerName(making: Making): string {
  const { own, facts, language } = making;
  if (own) return officeName(own, making);
  return listed(
    facts.parties.map((party) => officeName(party, making)),
    language,
  );
}

export function basisOf({ facts: { agreement }, language, say }: Making, withTitle: boolean): string {
  const { kind, number, issuer, title } = agreement;
  return say.basis({
    kind: say.kinds[kind] ?? kind,
    number,
    issuer: issuer[language],
    title: withTitle ? title[language] : null,
  });
}

/**
 * Number, day and signer stay blank: the office fills them in once it is issued.
 * @param year in which it is made; of a template, the field that stands for it
 */
export function headBlock(
  making: Making,
  type: string,
  { subject = null, year = making.facts.today.slice(0, 4) }: { subject?: string | null; year?: string } = {},
): Block {
  const { own, facts, language, say, layout } = making;
  const committees = own ? [own] : facts.parties;
  const above =
    committees.length <= 2 ? committees.map(({ committee }) => committee[language].toUpperCase()) : [];
  const office = language === 'vi' ? 'VĂN PHÒNG' : 'OFFICE';
  const party = layout.issuer === 'party';
  const short = layout.officeShort ?? initialsOf(committees[0]!.office?.name.vi ?? '');
  const emblem = layout.emblem[language];
  const left: Run[][] = [
    ...above.map((text) => [{ text }]),
    [
      {
        text: party ? (above.length === 1 ? office : say.offices) : issuerName(making).toUpperCase(),
        bold: true,
      },
    ],
    ...(layout.star ? [[{ text: '*' }]] : []),
    [{ text: inWords(layout.number(type, short), language) }],
    ...(subject ? [[{ text: subject, italic: true }]] : []),
  ];
  const right: Run[][] = [
    ...emblem.map((text, index) => [{ text, bold: true, underline: index === emblem.length - 1 }]),
    [{ text: '' }],
    [{ text: say.place(placeOf(making), year), italic: true }],
  ];
  return {
    kind: 'columns',
    widths: [44, 56],
    cells: [
      { align: 'center', lines: left, size: 'head' },
      { align: 'center', lines: right, size: 'head' },
    ],
  };
}

/** `Số …` in Vietnamese; a translation says what it is. */
const inWords = (number: string, language: Language) =>
  language === 'en' ? number.replace(/^Số:?/, 'No.') : number;

const placeOf = ({ own, facts, language }: Making) => (own ?? facts.parties[0]!).name[language];

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/** Who gets it at the left, and for whom it is signed at the right: one post for each office. */
export function endBlock(making: Making): Block {
  const { own, facts, language, say, layout } = making;
  const { recipients } = say;
  const committees = own ? [own] : facts.parties;
  const others = facts.parties.filter(({ code }) => code !== own?.code);
  const list = [
    ...committees.map(({ committee }) => recipients.board(committee[language])),
    ...(own ? others.map((party) => `- ${officeName(party, making)},`) : []),
    recipients.file(issuerName(making)),
  ];
  const left: Run[][] = [
    [{ text: recipients.title, bold: true, italic: true }],
    ...list.map((text) => [{ text }]),
  ];
  const right = committees.flatMap((party, index): Run[][] => [
    ...(index > 0 ? [[{ text: '' }]] : []),
    ...(committees.length > 1 ? [[{ text: officeName(party, making).toUpperCase(), bold: true }]] : []),
    [{ text: layout.signer[language], bold: true }],
    ...signatureRoom,
  ]);
  return {
    kind: 'columns',
    widths: [50, 50],
    cells: [
      { align: 'left', lines: left, size: 'note' },
      { align: 'center', lines: right, size: 'text' },
    ],
  };
}

const signatureRoom: Run[][] = [[{ text: '' }], [{ text: '' }], [{ text: '' }]];

/** By which its state is found again. */
export function footOf({ facts: { source }, say, illustrative }: Making): string {
  const { code, asOf, knownAt } = source;
  const of = code ? say.foot.frozen(code, asOf) : say.foot.day(asOf, knownAt);
  return illustrative ? `${of}. ${say.foot.illustrative}` : of;
}

export const paragraph = (role: Paragraph['role'], ...runs: (Run | string)[]): Paragraph => ({
  kind: 'paragraph',
  role,
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});

export const cell = (text: string, more: Omit<Cell, 'text'> = {}): Cell => ({ text, ...more });

export const headCell = (text: string, more: Omit<Cell, 'text'> = {}): Cell => ({
  text,
  bold: true,
  align: 'center',
  ...more,
});

/** `Sở Nội vụ (Nghệ An)`: of several sides the name says which. */
export function bodyName({ own, facts, language }: Making, party: string, name: string): string {
  if (own) return name;
  const side = facts.parties.find(({ code }) => code === party)!.name[language];
  return name.endsWith(side) ? name : `${name} ${language === 'vi' ? side : `(${side})`}`;
}
