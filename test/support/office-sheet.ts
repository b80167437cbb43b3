import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre';

/**
 * An office's own list of 185 tasks, made up for tests: illustrative, no task of it is a fact. Its faults are those that the public design papers of
 * a provincial Party committee's tracker counted in such a list: 146 tasks done, 78 of them without evidence; 76 pieces of evidence, all text, none
 * a file; 110 tasks that should have a date, 65 of them without one. The others are of the kinds that such lists have.
 */
export const officeSheetCounts = {
  rows: 185,
  done: 146,
  evidence: 76,
  dated: 110,
  faults: {
    no_date: 65,
    done_without_evidence: 78,
    owner_no_body: 9,
    date_out_of_period: 4,
    impossible_year: 2,
    duplicate: 3,
    unknown_status: 5,
  },
} as const;

/** The row of its headings; the first task stands below it. */
export const OFFICE_HEAD = 5;

const officeHeadings = [
  'STT',
  'Nội dung nhiệm vụ',
  'Đơn vị chủ trì',
  'Ngày giao',
  'Thời hạn HT',
  'Kết quả',
  'Văn bản số',
] as const;

const bodies = ['Sở Công Thương', 'Sở NN và PTNT', 'Sở Du lịch', 'Sở Kế hoạch và Đầu tư', 'Sở Y tế'];
/** Four names that are no body, nine times. */
const nobodies = ['Sở CT và các huyện', 'Các đơn vị liên quan', 'Tổ công tác', 'Lãnh đạo phụ trách'];
const badDates = ['30/6/2018', 'quý I/2018', 'tháng 3/2022', '31/12/2021'];
const badYears = ['30/9/2109', '12/2091'];
const badWords = ['đang chuyển xử lý', 'đã báo cáo'];
const goodDates: CellValue[] = [
  new Date(Date.UTC(2019, 10, 15)),
  '30/9/2019',
  'Quý III/2019',
  'tháng 12/2019',
  'năm 2020',
  'ngày 30 tháng 10 năm 2019',
];

/** What stands in a row of the list, by its place from 0. */
function task(place: number): CellValue[] {
  const isDone = place < officeSheetCounts.done;
  // 68 of those done have evidence, and 8 that are not.
  const hasEvidence = isDone ? place >= 78 : place < officeSheetCounts.done + 8;
  // The last three are said twice.
  const said = place >= 182 ? place - 20 : place;
  const lead = place >= 100 && place < 109 ? nobodies[place % 4]! : bodies[place % bodies.length]!;
  const status = isDone
    ? 'Hoàn thành'
    : place >= 170 && place < 175
      ? badWords[place % 2]!
      : 'Đang thực hiện';
  return [
    place + 1,
    `Nhiệm vụ minh họa số ${said + 1}`,
    lead,
    '21/6/2019',
    deadline(place),
    status,
    hasEvidence ? `${1000 + place}/BC-SCT` : null,
  ];
}

/** 65 without, 45 with one, of which 6 cannot be; the other 75 go on without an end. */
function deadline(place: number): CellValue {
  if (place < 65) return null;
  if (place < 69) return badDates[place - 65]!;
  if (place < 71) return badYears[place - 69]!;
  return place < officeSheetCounts.dated ? goodDates[place % goodDates.length]! : 'Thường xuyên';
}

export const officeTasks = (): CellValue[][] =>
  Array.from({ length: officeSheetCounts.rows }, (_, place) => task(place));

/** As a workbook: a sheet of notes first, a title of a few lines above the headings. */
export async function officeSheet(
  tasks: CellValue[][] = officeTasks(),
  headings: readonly string[] = officeHeadings,
): Promise<Buffer> {
  const above = [
    ['VĂN PHÒNG THÀNH ỦY (số liệu minh họa)'],
    [],
    ['SỔ THEO DÕI NHIỆM VỤ NĂM 2019'],
    [],
  ] satisfies CellValue[][];
  const bytes = await writeXlsx({
    sheets: [
      { name: 'Ghi chú', rows: [['Tệp mẫu, số liệu minh họa.']] },
      { name: 'Tổng hợp', rows: [...above, [...headings], ...tasks] },
    ],
  });
  return Buffer.from(bytes);
}
