import { list, of, text, type Field } from './field.types.js';

export const annexFields: readonly Field[] = [
  list('cam_ket', of('Từng phần việc, mỗi phần một dòng', 'Each part, a row each'), [
    text('ck_so', of('Số của cam kết', 'Its number'), '3.06'),
    text('ck_ten', of('Nội dung cam kết', 'What it is about'), of('Kêu gọi đầu tư', 'Seek investment')),
    text(
      'ck_co_quan',
      of('Cơ quan chủ trì', 'Lead body'),
      of('Sở Công Thương', 'Department of Industry and Trade'),
    ),
    text('ck_thoi_han', of('Thời hạn', 'Deadline'), '31/8/2019'),
    text('ck_tinh_trang', of('Tình trạng', 'Standing'), of('Quá hạn', 'Overdue')),
    text('ck_ty_le', of('Tỷ lệ hoàn thành', 'Percentage done'), '40%'),
    text('ck_ket_qua', of('Kết quả trong kỳ', 'Results'), 'Đã đưa 02 nhà đầu tư đi khảo sát.'),
    text('ck_kho_khan', of('Khó khăn, vướng mắc', 'Difficulties'), 'Chờ hồ sơ pháp lý của khu đất.'),
    text('ck_kien_nghi', of('Kiến nghị, đề xuất', 'Proposals'), 'Đề nghị công bố hồ sơ kêu gọi đầu tư.'),
    text(
      'ck_noi_bao_cao',
      of('Nơi báo cáo và ngày; chỉ có ở bản nội bộ', 'Who reported and when; in the internal edition only'),
      of('Sở Công Thương, 10/10/2019', 'Department of Industry and Trade, 10/10/2019'),
    ),
  ]),
];
