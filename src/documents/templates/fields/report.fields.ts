import { CHART_FIELD, figureFields, sentenceIf } from './common.fields.js';
import { list, of, picture, text, type Field } from './field.types.js';

/** Of the periodic report and of the joint one. */
export const reportFields: readonly Field[] = [
  text(
    'ky',
    of('Kỳ báo cáo, hoặc ngày của số liệu, bằng chữ', 'The period, or the day of the figures, in words'),
    of('tháng 10 năm 2019', 'Oct 2019'),
  ),
  text(
    'mo_dau',
    of('Câu mở đầu: căn cứ và kỳ báo cáo', 'Opening sentence: basis and period'),
    of(
      'Thực hiện Thông báo số 2016-TB/TU, Văn phòng Thành ủy Hà Nội báo cáo kết quả thực hiện kỳ tháng 10 năm 2019 như sau:',
      'Under Notice 2016-TB/TU, the Office of the Hanoi Party Committee reports on its implementation, Oct 2019, as follows:',
    ),
  ),
  text(
    'tinh_hinh_chung',
    of('Tình hình chung: tổng số, hoàn thành, quá hạn', 'Overview: total, completed, overdue'),
    of(
      'Hai bên theo dõi 44 cam kết thuộc 12 lĩnh vực. Đến ngày 14/10/2019: hoàn thành 08 cam kết (18,2%).',
      'The two sides follow 44 commitments in 12 sectors. As of 14/10/2019: 8 completed (18.2%).',
    ),
  ),
  text(
    'ten_bang',
    of('Tên bảng tổng hợp theo lĩnh vực', 'Title of the table by sector'),
    of('Tổng hợp theo lĩnh vực đến ngày 14/10/2019', 'By sector, as of 14/10/2019'),
  ),
  list('linh_vuc', of('Mỗi lĩnh vực một dòng của bảng', 'One row of the table for each sector'), [
    text('lv_so', of('Số thứ tự lĩnh vực', 'Number of the sector'), '3'),
    text('lv_ten', of('Tên lĩnh vực', 'Name of the sector'), of('Công thương', 'Industry and trade')),
    ...figureFields('lv', ['10', '1', '–', '5', '2', '2', '–']),
  ]),
  ...figureFields('tong', ['44', '6', '2', '26', '5', '5', '–']),
  text(
    'ghi_chu_bang',
    of('Ghi chú dưới bảng', 'Note under the table'),
    of(
      'Ghi chú: “trong hạn” gồm cả cam kết thường xuyên.',
      'Note: “in time” includes continuing commitments.',
    ),
  ),
  text(
    'ten_bieu_do',
    of('Tên biểu đồ', 'Title of the chart'),
    of(
      'Biểu đồ: cam kết theo lĩnh vực và tình trạng, đến ngày 14/10/2019',
      'Chart: commitments by sector and standing, as of 14/10/2019',
    ),
  ),
  picture(
    CHART_FIELD,
    of(
      'Biểu đồ theo lĩnh vực: đặt một ảnh, ghi trường này vào văn bản thay thế (alt text) của ảnh; giữ chiều rộng của ảnh',
      'Chart by sector: put a picture in its place and write this field as its alternative text; its width is kept',
    ),
  ),
  text(
    'ket_qua_cac_ben',
    of('Kết quả từng bên báo cáo', 'What each side reports'),
    of(
      'Phía Hà Nội báo cáo hoàn thành phần việc của 11 cam kết; báo cáo đúng kỳ 28/33 cam kết phải báo cáo (84,8%).',
      'Hanoi has reported its part of 11 commitments completed; 28 of 33 required reports came on time (84.8%).',
    ),
  ),
  text(
    'qua_han',
    of('Câu về cam kết quá hạn', 'Sentence about overdue commitments'),
    of('Có 05 cam kết quá hạn:', '5 commitments are overdue:'),
  ),
  list('cam_ket_qua_han', of('Từng cam kết quá hạn', 'Each overdue commitment'), [
    text(
      'qh_cau',
      of('Cả câu về cam kết đó', 'The whole sentence about it'),
      of(
        '- 3.06. Kêu gọi đầu tư Trung tâm hội chợ (Sở Công Thương): thời hạn ngày 31/8/2019, quá hạn 44 ngày.',
        '- 3.06. Seek investment for the exhibition centre (Department of Industry and Trade): due 31/8/2019, 44 days overdue.',
      ),
    ),
    text('qh_so', of('Số của cam kết', 'Its number'), '3.06'),
    text(
      'qh_ten',
      of('Nội dung cam kết', 'What it is about'),
      of('Kêu gọi đầu tư Trung tâm hội chợ', 'Seek investment for the exhibition centre'),
    ),
    text(
      'qh_co_quan',
      of('Cơ quan chủ trì', 'Lead bodies'),
      of('Sở Công Thương thành phố Hà Nội', 'Hanoi Department of Industry and Trade'),
    ),
    text('qh_thoi_han', of('Thời hạn', 'Deadline'), '31/8/2019'),
    text('qh_so_ngay', of('Số ngày quá hạn', 'Days overdue'), '44'),
  ]),
  text(
    'che_do_bao_cao',
    of('Cơ quan còn thiếu báo cáo', 'Bodies that owe reports'),
    of('Không có cơ quan chủ trì nào còn thiếu báo cáo.', 'No lead body owes a report.'),
  ),
  list(
    'nhom',
    of('Từng lĩnh vực có báo cáo, trong bảng kết quả', 'Each sector with reports, in the table of results'),
    [
      text(
        'nhom_ten',
        of('Số và tên lĩnh vực', 'Number and name of the sector'),
        of('3. Công thương', '3. Industry and trade'),
      ),
      list('bao_cao', of('Từng phần việc của lĩnh vực', 'Each part in that sector'), [
        text(
          'bc_cam_ket',
          of(
            'Số, nội dung, cơ quan chủ trì; bản nội bộ thêm nơi báo cáo. Mỗi thứ một dòng',
            'Number, subject and lead body, in the internal edition who reported; a line each',
          ),
          of(
            '3.06. Kêu gọi đầu tư\nSở Công Thương',
            '3.06. Seek investment\nDepartment of Industry and Trade',
          ),
        ),
        text('bc_so', of('Số của cam kết', 'Its number'), '3.06'),
        text('bc_ten', of('Nội dung cam kết', 'What it is about'), of('Kêu gọi đầu tư', 'Seek investment')),
        text(
          'bc_co_quan',
          of('Cơ quan chủ trì', 'Lead body'),
          of('Sở Công Thương', 'Department of Industry and Trade'),
        ),
        text(
          'bc_noi_bao_cao',
          of(
            'Nơi báo cáo và ngày; chỉ có ở bản nội bộ',
            'Who reported and when; in the internal edition only',
          ),
          of(
            'Báo cáo: Sở Công Thương, ngày 10/10/2019',
            'Reported by: Department of Industry and Trade, 10/10/2019',
          ),
        ),
        text('bc_ket_qua', of('Kết quả', 'Results'), 'Đã đưa 02 nhà đầu tư đi khảo sát.'),
        text('bc_kho_khan', of('Khó khăn, vướng mắc', 'Difficulties'), 'Chờ hồ sơ pháp lý của khu đất.'),
        text('bc_kien_nghi', of('Kiến nghị, đề xuất', 'Proposals'), 'Đề nghị công bố hồ sơ kêu gọi đầu tư.'),
      ]),
    ],
  ),
  sentenceIf(
    'chua_co_bao_cao',
    'cbc_cau',
    of(
      'Câu thay cho bảng khi trong kỳ không có báo cáo nào',
      'Sentence instead of the table where there is no report',
    ),
    of('Trong kỳ chưa có báo cáo nào.', 'There are no reports in this period.'),
  ),
  text(
    'kho_khan',
    of('Khó khăn, vướng mắc: ở lĩnh vực nào', 'Difficulties: in which sectors'),
    of(
      'Có 02 cam kết được báo cáo có khó khăn, vướng mắc.',
      '2 commitments are reported to have difficulties.',
    ),
  ),
  text(
    'kien_nghi',
    of('Kiến nghị, đề xuất: ở lĩnh vực nào', 'Proposals: in which sectors'),
    of('Có 04 cam kết có kiến nghị, đề xuất.', '4 commitments have proposals.'),
  ),
  text(
    'sap_den_han',
    of('Cam kết đến hạn trong 30 ngày tới', 'Commitments due in the next 30 days'),
    of('Đến ngày 13/11/2019 có 05 cam kết đến hạn.', '5 commitments fall due by 13/11/2019.'),
  ),
  list('nhiem_vu', of('Từng nhiệm vụ kỳ tới', 'Each task of the next period'), [
    text(
      'nv_cau',
      of('Cả câu về nhiệm vụ đó', 'The whole sentence about it'),
      of(
        '- Sở Nội vụ (1.07): Tổ chức đoàn khảo sát.',
        '- Department of Home Affairs (1.07): Tổ chức đoàn khảo sát.',
      ),
    ),
    text('nv_so', of('Số của cam kết', 'Number of the commitment'), '1.07'),
    text('nv_co_quan', of('Cơ quan chủ trì', 'Lead body'), of('Sở Nội vụ', 'Department of Home Affairs')),
    text('nv_noi_dung', of('Nhiệm vụ', 'The task'), 'Tổ chức đoàn khảo sát.'),
  ]),
];
