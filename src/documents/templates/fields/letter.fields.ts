import { list, of, text, type Field } from './field.types.js';

/** Of the reminder letter, which is in Vietnamese only. */
export const letterFields: readonly Field[] = [
  text('noi_nhan', of('Cơ quan nhận', 'Body to which it goes'), 'Sở Công Thương thành phố Hà Nội'),
  text(
    'mo_dau',
    of(
      'Câu mở đầu: căn cứ và số cam kết cần đôn đốc',
      'Opening sentence: basis and how many commitments are urged',
    ),
    'Thực hiện Thông báo số 2016-TB/TU, qua theo dõi đến ngày 20/11/2019, phần việc do Sở Công Thương thành phố Hà Nội chủ trì có 01 cam kết quá hạn, cụ thể như sau:',
  ),
  list('noi_dung', of('Từng cam kết cần đôn đốc', 'Each commitment about which the body is urged'), [
    text('nd_so', of('Số của cam kết', 'Its number'), '3.06'),
    text('nd_ten', of('Nội dung cam kết', 'What it is about'), 'Kêu gọi đầu tư Trung tâm hội chợ'),
    text('nd_thoi_han', of('Thời hạn', 'Deadline'), '31/8/2019'),
    text('nd_so_ngay', of('Số ngày quá hạn', 'Days overdue'), '81'),
    text(
      'nd_ky',
      of('Kỳ chưa báo cáo, mỗi kỳ một dòng', 'Periods without a report, a line each'),
      'Tháng 11/2019',
    ),
  ]),
];
