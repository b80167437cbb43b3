/** How an account is reminded: a section of its own page. */
export const notifications = {
  title: 'Nhận thư nhắc',
  note: 'thư gửi vào ngày làm việc, mỗi ngày nhiều nhất một thư',
  frequency: 'Nhận thư',
  daily: 'Mỗi ngày có việc',
  weekly: 'Mỗi tuần một lần, ngày làm việc đầu tuần',
  pausedUntil: 'Tạm ngừng đến hết ngày',
  pausedHint: 'nhiều nhất 45 ngày; việc còn lại được báo trong thư đầu tiên sau đó',
  standIn: 'Người nhận thay',
  standInHint: 'nhận thư đến hết ngày tạm ngừng; nếu không ghi ngày thì đến khi bỏ chọn',
  nobody: 'không có',
  officeHears: 'Văn phòng cấp ủy luôn được báo việc quá hạn, kể cả khi chọn mỗi tuần một lần hoặc tạm ngừng.',
  saved: {
    title: 'Đã lưu cách nhận thư nhắc.',
    text: 'Áp dụng ngay từ thư tiếp theo. Việc chưa báo không mất: được báo trong thư sau, nếu lúc đó vẫn còn.',
  },
  lapsed: (name: string) => `${name} không còn nhận thay được.`,
  lapsedText: 'Thư nhắc gửi lại tới đồng chí. Hãy chọn người khác nếu cần.',
};
