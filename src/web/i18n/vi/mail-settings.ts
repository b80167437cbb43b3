/** The administrator's page of mails: when, how many, and whether they go out. */
export const mailSettings = {
  note: 'Giờ gửi thư nhắc, khoảng giờ gửi thư, số thư mỗi phút, và thư kiểm tra.',
  hours: 'Giờ gửi thư',
  runAt: 'Gửi thư nhắc lúc',
  from: 'Gửi thư từ',
  until: 'đến',
  hoursHint:
    'Giờ Việt Nam, ngày làm việc. Ngoài khoảng này, thư nhắc việc và thư báo ngay chờ đến ngày làm việc sau; thông báo về tài khoản (mời, đặt lại mật khẩu) gửi bất kỳ lúc nào.',
  perMinute: 'Tối đa số thư mỗi phút',
  perMinuteHint:
    'Để trống nếu máy chủ thư không giới hạn. Thư vượt giới hạn chờ sang phút sau, không bị mất và không tính là lỗi; một phần năm dành cho thư báo trong ngày và thông báo về tài khoản.',
  saved: {
    title: 'Đã lưu.',
    text: 'Áp dụng từ lần gửi và thư tiếp theo; thay đổi đã được ghi vào nhật ký.',
  },
  test: 'Thư kiểm tra',
  testNote: 'Gửi ngay, kể cả ngoài giờ; không ghi vào sổ đôn đốc.',
  email: 'Gửi đến địa chỉ',
  send: 'Gửi thư kiểm tra',
  serverSaid: 'Máy chủ thư trả lời:',
  outcome: {
    accepted: (address: string) => `Máy chủ thư đã nhận thư gửi ${address}.`,
    refused: (address: string) => `Không gửi được thư đến ${address}.`,
    limited: () => 'Chưa gửi: đã đủ số thư của phút này.',
  },
  next: {
    accepted: 'Nếu sau vài phút hộp thư chưa có, hãy xem thư mục thư rác và hỏi người quản lý máy chủ thư.',
    refused:
      'Nếu không kết nối được: kiểm tra SMTP_URL và tường lửa. Nếu bị từ chối: kiểm tra địa chỉ, tài khoản SMTP và địa chỉ gửi MAIL_FROM.',
    limited: 'Hãy thử lại sau một phút.',
  },
  now: 'Hiện nay',
  last: 'Lần gửi gần nhất',
  forDay: (day: string) => `thư ngày ${day}`,
  never: 'chưa gửi lần nào',
  nextRun: 'Lần gửi kế tiếp',
  state: 'Tình trạng',
  onTime: 'đúng lịch',
  late: (day: string) => `chưa gửi thư ngày ${day}`,
  ledger: 'Mở sổ đôn đốc',
  queue: 'Mở hàng đợi',
  faults: {
    time: 'Chọn một giờ trong danh sách.',
    perMinute: 'Số nguyên từ 1 đến 1000, hoặc để trống.',
    email: 'Địa chỉ thư điện tử chưa đúng, ví dụ ten@coquan.vn.',
  },
};
