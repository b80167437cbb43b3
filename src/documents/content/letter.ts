import { formatDay } from '../../calendar/deadline.js';
import { periodName } from '../../calendar/reporting-period.js';
import { daysBetween } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { nothingToUrge } from '../document.refusals.js';
import type { Block, DocumentModel } from '../render/model.js';
import {
  basisOf,
  cell,
  endBlock,
  footOf,
  headBlock,
  headCell,
  issuerName,
  paragraph,
  type Making,
} from './common.js';
import type { DocumentFacts } from './facts.js';
import { two } from './say.vi.js';

/** Working days within which a body answers a letter. */
const ANSWER_DAYS = 5;

/** A part about which a body is urged. */
export interface Urged {
  code: string;
  title: BilingualText;
  due: string;
  /** Past its last day; 0 where it is not. */
  daysLate: number;
  /** Months whose report is missing. */
  missing: string[];
}

/**
 * What a body of a side owes: parts at work past their deadline, and reports that did not come and that its own office does not have in
 * hand. Whoever followed a body answers for it.
 */
export function urgedOf(
  { state, source, inCharge, inHand }: DocumentFacts,
  party: string,
  body: string,
): Urged[] {
  return state.commitments.flatMap(({ id, code, title, timeliness, due, sides }) =>
    sides.flatMap((side): Urged[] => {
      if (side.party !== party || inCharge.get(side.leadBody.code)?.code !== body) return [];
      const atWork = side.status === 'not_started' || side.status === 'in_progress';
      const daysLate =
        atWork && timeliness === 'overdue' && due.date ? daysBetween(due.date, source.asOf) : 0;
      const missing = side.reports
        .filter((report) => report.state === 'missing' && !inHand.has(`${id} ${party} ${report.period}`))
        .map(({ period }) => period);
      if (!atWork || (daysLate <= 0 && missing.length === 0)) return [];
      return [{ code, title, due: due.label.vi, daysLate, missing }];
    }),
  );
}

/** Every sentence of a letter, whatever it is laid out as. */
export interface LetterSaid {
  to: string;
  subject: string;
  opening: string;
  rows: { code: string; title: string; due: string; late: string; missing: string }[];
}

/** @throws RuleBroken where the body owes nothing */
export function letterSaid(making: Making, body: { code: string; name: BilingualText }): LetterSaid {
  const { facts, own, say } = making;
  const urged = urgedOf(facts, own!.code, body.code);
  if (urged.length === 0) throw new RuleBroken(nothingToUrge, 'body');
  const to = addressOf(body.name.vi, own!.name.vi);
  return {
    to,
    subject: `V/v đôn đốc thực hiện và báo cáo ${say.kinds[facts.agreement.kind] ?? ''} số ${facts.agreement.number}`,
    opening: openingOf(making, to, urged),
    rows: urged.map(({ code, title, due, daysLate, missing }) => ({
      code,
      title: title.vi,
      due,
      late: daysLate > 0 ? two(daysLate) : '–',
      missing: missing.length > 0 ? missing.map((period) => periodName(period).vi).join('\n') : '–',
    })),
  };
}

/** Công văn đôn đốc: to a body of the own side, about what is late and unreported. @throws RuleBroken where nothing is */
export function letterModel(making: Making, body: { code: string; name: BilingualText }): DocumentModel {
  const { layout } = making;
  const said = letterSaid(making, body);
  return {
    layout: layout.id,
    language: 'vi',
    title: `${said.subject}, ${said.to}`,
    issuer: issuerName(making),
    wide: false,
    foot: footOf(making),
    workbook: null,
    blocks: letterBlocks(making, said),
  };
}

/** @param said what it says, or the fields of a template that stand for it @param year as `headBlock` */
export function letterBlocks(
  making: Making,
  { to, subject, opening, rows }: LetterSaid,
  year?: string,
): Block[] {
  return [
    headBlock(making, 'CV', { subject, year }),
    paragraph('subject', `Kính gửi: ${to}`),
    paragraph('text', opening),
    tableOf(rows),
    ...request(making, to),
    endBlock(making),
  ];
}

const addressOf = (name: string, side: string) => (name.endsWith(side) ? name : `${name} ${side}`);

function openingOf(making: Making, to: string, urged: Urged[]): string {
  const late = urged.filter(({ daysLate }) => daysLate > 0).length;
  const missing = urged.filter((one) => one.missing.length > 0).length;
  const found = [
    late > 0 && `${two(late)} cam kết quá hạn`,
    missing > 0 && `${two(missing)} cam kết chưa có báo cáo theo kỳ`,
  ].filter(Boolean);
  const { asOf } = making.facts.source;
  return `Thực hiện ${basisOf(making, true)}, qua theo dõi đến ngày ${formatDay(asOf)}, phần việc do ${to} chủ trì có ${found.join(' và ')}, cụ thể như sau:`;
}

function tableOf(rows: LetterSaid['rows']): Block {
  return {
    kind: 'table',
    widths: [7, 43, 17, 15, 18],
    head: [
      ['Số', 'Nội dung cam kết', 'Thời hạn', 'Quá hạn (ngày)', 'Chưa báo cáo kỳ'].map((text) =>
        headCell(text),
      ),
    ],
    rows: rows.map(({ code, title, due, late, missing }) => [
      cell(code, { align: 'center' }),
      cell(title),
      cell(due),
      cell(late, { align: 'right' }),
      cell(missing),
    ]),
  };
}

function request(making: Making, to: string): Block[] {
  const office = issuerName(making);
  return [
    paragraph(
      'text',
      `${office} đề nghị ${to} khẩn trương thực hiện các nội dung nêu trên; báo cáo kết quả, nêu rõ nguyên nhân chậm, khó khăn, vướng mắc và cấp cần quyết định; trường hợp không bảo đảm thời hạn thì đề nghị gia hạn kèm lý do.`,
    ),
    paragraph(
      'text',
      `Báo cáo cập nhật trên hệ thống theo dõi hợp tác trong ${two(ANSWER_DAYS)} ngày làm việc kể từ ngày nhận được công văn này.`,
    ),
    paragraph('text', `Đề nghị ${to} quan tâm, chỉ đạo thực hiện.`),
  ];
}
