/** What was typed and not saved. */
export const typed = {
  title: 'Nội dung đồng chí đã nhập',
  note: 'Chưa được lưu. Có thể chọn và sao chép từ đây.',
  ofAnother: 'Nội dung này được nhập bằng một tài khoản khác nên không hiện ở đây, và chưa được lưu.',
  field: 'Nội dung',
  fields: {
    results: 'Kết quả',
    difficulties: 'Khó khăn, vướng mắc',
    proposals: 'Kiến nghị, đề xuất',
    nextSteps: 'Nhiệm vụ trọng tâm kỳ tới',
    reason: 'Lý do',
    text: 'Nội dung',
    name: 'Tên',
    nameVi: 'Tên tiếng Việt',
    nameEn: 'Tên tiếng Anh',
    shortVi: 'Tên viết tắt (tiếng Việt)',
    shortEn: 'Tên viết tắt (tiếng Anh)',
    source: 'Căn cứ',
    email: 'Thư điện tử',
  } as Record<string, string>,
  sendAgain: 'Gửi lại',
  openFilled: 'Mở lại biểu mẫu với nội dung này',
  toForm: 'Mở biểu mẫu',
};

/** Said first on the page of a form that was sent before. */
export const formWord = {
  notSent: {
    title: 'Biểu mẫu chưa được gửi.',
    text: 'Nội dung đã nhập vẫn còn trong biểu mẫu: hãy xem lại rồi gửi.',
  },
  notSentNorFile: {
    title: 'Biểu mẫu chưa được gửi.',
    text: 'Nội dung đã nhập vẫn còn trong biểu mẫu, riêng tệp phải chọn lại: hãy xem lại rồi gửi.',
  },
  another: {
    title: 'Biểu mẫu này chưa có nội dung.',
    text: 'Nội dung nhập trước khi đăng nhập là của một tài khoản khác nên không hiện ở đây.',
  },
  tooLate: {
    title: 'Biểu mẫu này chưa có nội dung.',
    text: 'Nội dung đã nhập chỉ được giữ qua trang đăng nhập trong 1 giờ; thời gian này đã hết.',
  },
};

/** On the sign-in page, where a form was sent after its session had ended. */
export const keptForm = {
  title: 'Phiên đăng nhập đã kết thúc, nội dung chưa được lưu.',
  text: 'Hãy đăng nhập lại: biểu mẫu sẽ mở ra với nội dung đồng chí đã nhập, để xem lại rồi gửi. Nội dung được giữ trên trang này trong 1 giờ.',
  file: 'Riêng tệp phải chọn lại.',
  tooLong:
    'Nội dung dài hơn 256 KiB nên không đi kèm được khi đăng nhập. Hãy đăng nhập ở một thẻ khác, rồi tải lại trang này và đồng ý gửi lại: biểu mẫu sẽ mở ra với nội dung đã nhập.',
  elsewhere: 'Đã đăng nhập ở một thẻ khác?',
  open: 'Mở biểu mẫu đã nhập',
  ssoHint: 'Mở trong một thẻ mới. Đăng nhập xong, quay lại thẻ này và chọn “Mở biểu mẫu đã nhập”.',
  notYet: 'Chưa có phiên đăng nhập nào ở thẻ khác.',
};
