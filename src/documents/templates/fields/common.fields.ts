import { list, of, text, type Field } from './field.types.js';

/** The foot by which the state of the figures is found again: no template goes without it. */
export const FOOT_FIELD = 'chan_trang';
export const CHART_FIELD = 'bieu_do';

/** Of every kind of document. */
export const commonFields: readonly Field[] = [
  text(
    'trich_yeu',
    of('Trích yếu nội dung văn bản', 'Subject of the document'),
    of(
      'kết quả thực hiện Thông báo số 2016-TB/TU của Thành ủy Hà Nội, kỳ tháng 10 năm 2019',
      'on the implementation of Notice 2016-TB/TU of the Hanoi Party Committee, Oct 2019',
    ),
  ),
  text('nam', of('Năm lập văn bản', 'Year in which it is made'), '2019'),
  text(
    FOOT_FIELD,
    of(
      'Dòng chân trang: mã số liệu đã chốt hoặc ngày của số liệu. Mẫu nào cũng phải có',
      'Foot: code of the frozen figures, or their day. Every template must have it',
    ),
    of(
      'Số liệu đã chốt BC-2019-10-HN-01, đến hết ngày 14/10/2019',
      'Frozen figures BC-2019-10-HN-01, to the end of 14/10/2019',
    ),
  ),
  text(
    'ma_so_lieu',
    of(
      'Mã số liệu đã chốt; trống nếu lập theo ngày',
      'Code of the frozen figures; empty for a document by day',
    ),
    'BC-2019-10-HN-01',
  ),
  text('ngay_so_lieu', of('Ngày của số liệu', 'Day of the figures'), '14/10/2019'),
];

const figure = (name: string, vi: string, en: string, example: string) => text(name, of(vi, en), example);

/** Figures of a sector or of all. @param start of their names @param examples in the order of the columns */
export const figureFields = (start: string, examples: readonly string[]): Field[] => [
  figure(`${start}_tong`, 'Tổng số cam kết', 'Commitments in total', examples[0]!),
  figure(`${start}_dung_han`, 'Hoàn thành đúng hạn', 'Completed on time', examples[1]!),
  figure(`${start}_cham`, 'Hoàn thành quá hạn', 'Completed late', examples[2]!),
  figure(`${start}_trong_han`, 'Đang thực hiện, trong hạn', 'Under way, in time', examples[3]!),
  figure(`${start}_chua_lam`, 'Chưa thực hiện, còn trong hạn', 'Not started, in time', examples[4]!),
  figure(`${start}_qua_han`, 'Quá hạn', 'Overdue', examples[5]!),
  figure(`${start}_dung`, 'Tạm dừng, thôi thực hiện', 'Suspended or withdrawn', examples[6]!),
];

/** A sentence that is left out, with its paragraph, where there is nothing to say. */
export const sentenceIf = (name: string, own: string, meaning: Field['meaning'], example: Field['meaning']) =>
  list(name, meaning, [text(own, of('Câu đó', 'That sentence'), example)]);
