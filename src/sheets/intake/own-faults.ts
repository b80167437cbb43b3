import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { KnownBody } from './own-context.js';

type Period = { from: Day; to: Day };
type OfDeadline = (text: string, period: Period) => BilingualText;

const deadline = {
  no_date: () => ({
    vi: 'Không có thời hạn. Hãy ghi thời hạn, ghi “thường xuyên”, hoặc chọn nhận nguyên trạng.',
    en: 'No deadline. Enter one, write “continuing”, or choose to take such rows as they stand.',
  }),
  date_out_of_period: (text, { from, to }) => ({
    vi: `Thời hạn “${text}” ngoài giai đoạn ${formatDay(from)} – ${formatDay(to)}. Hãy sửa trong bảng.`,
    en: `The deadline “${text}” is outside ${formatDay(from)} – ${formatDay(to)}. Correct it in the sheet.`,
  }),
  impossible_year: (text) => ({
    vi: `Năm trong “${text}” không có thật. Hãy sửa trong bảng.`,
    en: `The year in “${text}” is impossible. Correct it in the sheet.`,
  }),
  unreadable_date: (text) => ({
    vi: `Không đọc được thời hạn “${text}”. Hãy ghi như 30/9/2019, tháng 9/2019, quý III/2019, năm 2020 hoặc thường xuyên.`,
    en: `Unreadable deadline “${text}”. Write it as 30/9/2019, tháng 9/2019, quý III/2019, năm 2020 or continuing.`,
  }),
} satisfies Record<string, OfDeadline>;

/** What is wrong with a cell of an office's own sheet, each with what to do. */
export const faultText = {
  deadline: deadline as Record<keyof typeof deadline, OfDeadline>,
  noTitle: {
    vi: 'Không có nội dung cam kết. Hãy ghi nội dung, hoặc xóa dòng này.',
    en: 'The row names no commitment. Enter its text, or delete the row.',
  },
  formula: {
    vi: 'Ô này có công thức. Hãy thay bằng nội dung.',
    en: 'This cell has a formula. Put what it should say instead.',
  },
  brokenFormula: {
    vi: 'Ô này báo lỗi công thức. Hãy thay bằng nội dung.',
    en: 'This cell shows a formula error. Put what it should say instead.',
  },
  unknownStatus: (text: string): BilingualText => ({
    vi: `Không rõ trạng thái “${text}”. Hãy chọn nghĩa của từ này ở cột Xử lý, hoặc sửa trong bảng.`,
    en: `Unknown status “${text}”. Say what it means under Treatment, or correct it in the sheet.`,
  }),
  noSector: {
    vi: 'Không có lĩnh vực. Hãy ghi trong bảng, hoặc chọn lĩnh vực cho các dòng không ghi.',
    en: 'No sector. Enter one in the sheet, or choose one for rows without.',
  },
  unknownSector: (text: string): BilingualText => ({
    vi: `Thỏa thuận không có lĩnh vực “${text}”. Hãy ghi mã hoặc tên lĩnh vực.`,
    en: `The agreement has no sector “${text}”. Enter a sector’s number or name.`,
  }),
  noLead: {
    vi: 'Không có cơ quan chủ trì.',
    en: 'No lead body.',
  },
  noSuchBody: (name: string): BilingualText => ({
    vi: `“${name}” không phải tên một cơ quan của phía này. Hãy chọn cơ quan ở cột Xử lý, hoặc sửa trong bảng.`,
    en: `“${name}” is not the name of a body of this side. Choose the body under Treatment, or correct the sheet.`,
  }),
  endedBody: ({ name, lastDay }: KnownBody): BilingualText => ({
    vi: `${name.vi} đã kết thúc hoạt động ngày ${formatDay(lastDay ?? '')}. Hãy chọn cơ quan khác.`,
    en: `${name.en} closed on ${formatDay(lastDay ?? '')}. Choose another body.`,
  }),
  noEvidence: {
    vi: 'Hoàn thành nhưng không ghi văn bản minh chứng.',
    en: 'Completed, but no document is named as evidence.',
  },
  oneOrAll: {
    vi: 'Số 1 có thể là 1% hoặc 100%. Hãy ghi 1% hoặc 100%.',
    en: '1 can mean 1% or 100%. Write 1% or 100%.',
  },
  repeated: (first: number): BilingualText => ({
    vi: `Trùng dòng ${first}: cùng nội dung. Hãy giữ một dòng.`,
    en: `The same as row ${first}. Keep one of the two.`,
  }),
  severalOfTitle: {
    vi: 'Nhiều cam kết có cùng nội dung này. Hãy ghi mã cam kết.',
    en: 'Several commitments have this text. Enter the commitment’s code.',
  },
  otherSector: (code: string): BilingualText => ({
    vi: `Mã ${code} không thuộc lĩnh vực của dòng này.`,
    en: `Code ${code} does not belong to the row’s sector.`,
  }),
  onlyAdministrators: {
    vi: 'Chưa có cam kết này. Quản trị viên nhận cùng tệp này để thêm cam kết; sau đó văn phòng nộp lại để báo cáo.',
    en: 'There is no such commitment yet. An administrator adds it from this same file; then submit the file again to report.',
  },
};
