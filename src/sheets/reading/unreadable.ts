import type { BilingualText } from '../../platform/text.js';

/** Why a file cannot be read, each with what to do. */
export type Unreadable = keyof typeof unreadable;

export const unreadable = {
  empty: {
    vi: 'Tệp rỗng. Hãy chọn tệp bảng tính đã lưu.',
    en: 'The file is empty. Choose the spreadsheet that you saved.',
  },
  otherKind: {
    vi: 'Tệp này không phải bảng tính .xlsx hoặc .csv. Hãy mở bằng Excel hoặc LibreOffice và lưu lại ở dạng .xlsx.',
    en: 'This is not an .xlsx or .csv spreadsheet. Open it in Excel or LibreOffice and save it as .xlsx.',
  },
  oldFormat: {
    vi: 'Tệp ở dạng Excel cũ (.xls). Hãy lưu lại ở dạng .xlsx.',
    en: 'This is an old Excel file (.xls). Save it as .xlsx.',
  },
  password: {
    vi: 'Tệp đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nộp.',
    en: 'The file is protected by a password. Remove the password, save it, then submit it.',
  },
  macros: {
    vi: 'Tệp có macro. Hãy lưu lại ở dạng .xlsx không có macro.',
    en: 'The file has macros. Save it as .xlsx without macros.',
  },
  links: {
    vi: 'Tệp lấy số liệu từ tệp khác (liên kết ngoài). Hãy bỏ liên kết (Dữ liệu, Sửa liên kết), lưu lại rồi nộp.',
    en: 'The file takes data from other files (external links). Break the links (Data, Edit Links), save it, then submit it.',
  },
  cutOff: {
    vi: 'Tệp bị cắt hoặc hỏng. Hãy lưu lại và nộp lại.',
    en: 'The file is cut off or damaged. Save it again and submit it again.',
  },
  bomb: {
    vi: 'Tệp khi mở ra quá lớn so với một bảng báo cáo. Hãy tải bảng mới về và sao chép nội dung sang.',
    en: 'Unpacked, the file is far too large for a report. Download a new sheet and copy the text to it.',
  },
  tooManyRows: {
    vi: 'Bảng có hơn 20.000 dòng. Hãy xóa những dòng không cần nộp, hoặc chia thành nhiều tệp.',
    en: 'The sheet has more than 20,000 rows. Delete those you do not need, or split it into several files.',
  },
  merged: {
    vi: 'Bảng có ô gộp giữa các dòng báo cáo. Hãy bỏ gộp ô (Tách ô), lưu lại rồi nộp.',
    en: 'Cells are merged among the rows. Unmerge them, save the file, then submit it.',
  },
  noHead: {
    vi: 'Không thấy các cột của bảng đã tải về: đủ tên cột, kể cả các cột cuối dùng để đối chiếu. Hãy dùng bảng tải về từ trang này.',
    en: 'The columns of a downloaded sheet are missing: all headings are needed, those at the end too. Use a sheet downloaded from this page.',
  },
  noRows: {
    vi: 'Bảng không còn dòng nào. Tệp có thể bị cắt khi lưu: hãy mở xem, lưu lại rồi nộp.',
    en: 'The sheet has no rows. It may have been cut off when it was saved: open it, save it again, then submit it.',
  },
  otherAgreement: {
    vi: 'Bảng này được tải về từ một thỏa thuận khác, hoặc cho bên khác. Hãy nộp ở đúng thỏa thuận và đúng bên.',
    en: 'This sheet was downloaded from another agreement or for another side. Submit it where it belongs.',
  },
  encoding: {
    vi: 'Tệp CSV không phải mã UTF-8. Khi lưu, hãy chọn “CSV UTF-8”, hoặc lưu ở dạng .xlsx.',
    en: 'The CSV file is not in UTF-8. Save it as “CSV UTF-8”, or as .xlsx.',
  },
  tooMuch: {
    vi: 'Đọc tệp này mất quá nhiều thời gian hoặc bộ nhớ. Hãy tải bảng mới về và sao chép nội dung sang.',
    en: 'Reading this file takes too long or too much memory. Download a new sheet and copy the text to it.',
  },
} satisfies Record<string, BilingualText>;
