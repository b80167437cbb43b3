/** What every form says. `{typed}` and the like are filled in, by the program and by the browser's script. */
export const form = {
  fault: 'Mục này thiếu, quá dài hoặc có ký tự điều khiển. Hãy sửa rồi gửi lại.',
  left: 'Còn {left} ký tự',
  long: 'Quá dài: hãy bớt {over} ký tự (tối đa {most} ký tự).',
  signs:
    'Có ký tự không hiển thị được (ký tự điều khiển) hoặc quá nhiều dấu trên một chữ. Hãy gõ lại đoạn đó rồi gửi lại.',
  missing: {
    fill: 'Hãy điền mục này.',
    choose: 'Hãy chọn một mục.',
    file: 'Hãy chọn một tệp.',
    email: 'Hãy nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@coquan.gov.vn.',
    number: 'Hãy nhập một số nguyên từ {min} đến {max}.',
  },
  files: { choose: 'Chọn tệp…', none: 'Chưa chọn tệp' },
  dayHint: 'ngày/tháng/năm',
  days: {
    shape: 'Hãy nhập ngày theo dạng dd/mm/yyyy, ví dụ 25/11/2019.',
    year: 'Hãy ghi năm đủ bốn chữ số, ví dụ 25/11/2019.',
    missing: 'Lịch không có ngày {typed}. Hãy kiểm tra lại, theo thứ tự ngày/tháng/năm.',
    range: 'Hãy nhập ngày trong khoảng từ năm 1900 đến năm 2100, ví dụ 25/11/2019.',
  },
  dayInWords: '{weekday}, ngày {dd} tháng {month} năm {year}',
  /** As official papers write them: a zero before the first two. */
  months: ['01', '02', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
};
