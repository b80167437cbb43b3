import { fold, languages } from '../../platform/text.js';
import { statuses, type Status } from '../../commitments/commitment.types.js';
import { words } from '../../web/i18n/words.js';
import type { OwnField } from './own.types.js';

/** A heading as it is compared: no marks, no case, nothing in brackets, no signs but the percent. */
export function headingKey(text: string): string {
  return fold(text)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

/** How offices head their columns, Vietnamese and English; those of the list that goes out from here besides. */
const headings: Record<OwnField, string> = {
  code: 'mã; mã số; mã cam kết; mã nhiệm vụ; code; commitment code',
  title:
    'nội dung; nội dung nhiệm vụ; nội dung cam kết; nội dung công việc; nội dung hợp tác; nhiệm vụ; tên nhiệm vụ; tên cam kết; cam kết; công việc; tên công việc; nội dung chỉ đạo; commitment; undertaking; task; title; content',
  sector: 'lĩnh vực; ngành, lĩnh vực; sector; field',
  leadBody:
    'đơn vị chủ trì; cơ quan chủ trì; chủ trì; đơn vị thực hiện; cơ quan thực hiện; đơn vị phụ trách; cơ quan phụ trách; cơ quan, đơn vị chủ trì; lead body; lead; owner; lead agency; responsible body',
  cooperatingBodies:
    'đơn vị phối hợp; cơ quan phối hợp; phối hợp; cơ quan, đơn vị phối hợp; cooperating bodies; cooperating body; cooperating agencies',
  product: 'sản phẩm; sản phẩm đầu ra; sản phẩm hoàn thành; product; deliverable; output',
  due: 'thời hạn; thời hạn hoàn thành; thời hạn HT; hạn; hạn hoàn thành; hạn xử lý; thời gian hoàn thành; thời gian thực hiện; deadline; due; due date',
  status: 'trạng thái; tình trạng; tình trạng thực hiện; tình hình; tình hình thực hiện; status; state',
  percent: 'tỷ lệ; tỷ lệ hoàn thành; % hoàn thành; %; tiến độ; percent; progress; % completed; percentage',
  doneOn:
    'ngày hoàn thành; ngày hoàn thành thực tế; ngày HT; hoàn thành ngày; date completed; completed on; done on; day done',
  evidenceNumber:
    'văn bản số; số văn bản; số, ký hiệu; số ký hiệu; số hiệu; minh chứng; minh chứng, số; số văn bản minh chứng; evidence; evidence number; document number',
  evidenceDate: 'ngày văn bản; ngày ban hành; ngày minh chứng; document date; evidence date; date of issue',
  evidenceRecipient: 'nơi nhận; nơi nhận văn bản; gửi đến; recipient; sent to',
  results: 'kết quả; kết quả thực hiện; kết quả đạt được; results; result',
  difficulties: 'khó khăn; khó khăn, vướng mắc; vướng mắc; difficulties; difficulty',
  proposals: 'kiến nghị; kiến nghị, đề xuất; đề xuất; đề xuất, kiến nghị; proposals; proposal',
  nextSteps:
    'nhiệm vụ kỳ tới; nhiệm vụ trọng tâm kỳ tới; việc kỳ tới; nội dung kỳ tới; next steps; next period’s tasks',
};

const goneOut = ['code', 'title', 'due', 'leadBody', 'status', 'percent', 'doneOn', 'results'] as const;
const alsoGoneOut = ['difficulties', 'proposals', 'nextSteps'] as const;

const fieldByHeading = new Map<string, OwnField>([
  ...[...goneOut, ...alsoGoneOut].flatMap((field) =>
    languages.map((language) => [headingKey(words(language).sheets.columns[field]), field] as const),
  ),
  ...Object.entries(headings).flatMap(([field, text]) =>
    text.split('; ').map((heading) => [headingKey(heading), field as OwnField] as const),
  ),
]);

/** Which field a heading names; undefined where it names none that is known. */
export const fieldOfHeading = (text: string): OwnField | undefined => fieldByHeading.get(headingKey(text));

/** Beside the words of pages and programs, those that offices write and that say one thing only. */
const written: Record<Status, string[]> = {
  not_started: ['chưa triển khai', 'chưa bắt đầu'],
  in_progress: ['đang triển khai', 'đang làm'],
  completed: ['đã hoàn thành', 'xong', 'đã xong', 'done'],
  suspended: ['tạm hoãn'],
  withdrawn: [],
};

const statusByWord = new Map<string, Status>(
  statuses.flatMap((status) =>
    [status, ...languages.map((language) => words(language).status[status]), ...written[status]].map(
      (word) => [fold(word), status] as const,
    ),
  ),
);

/** Which status a word says; undefined where it says none for certain. */
export const statusOfWord = (text: string): Status | undefined => statusByWord.get(fold(text));
