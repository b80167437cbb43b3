/** How an account is reminded: a section of its own page. */
export const notifications = {
  title: 'Nhận thư nhắc và vắng mặt',
  note: 'thư gửi vào ngày làm việc, mỗi ngày nhiều nhất một thư',
  frequency: 'Nhận thư',
  daily: 'Mỗi ngày có việc',
  weekly: 'Mỗi tuần một lần, ngày làm việc đầu tuần',
  pausedFrom: 'Vắng mặt từ ngày',
  pausedFromHint: 'để trống nếu đã vắng mặt',
  pausedUntil: 'Vắng mặt, tạm ngừng thư đến hết ngày',
  pausedHint: 'nhiều nhất 45 ngày; việc còn lại được báo trong thư đầu tiên sau đó',
  standIn: 'Người làm thay',
  standInHint:
    'nhận thư và làm thay đồng chí trên các trang đến hết ngày đó; nếu không ghi ngày thì chỉ nhận thư, đến khi bỏ chọn',
  nobody: 'không có',
  officeHears: 'Văn phòng cấp ủy luôn được báo việc quá hạn, kể cả khi chọn mỗi tuần một lần hoặc tạm ngừng.',
  saved: {
    title: 'Đã lưu cách nhận thư nhắc.',
    text: 'Áp dụng ngay từ thư tiếp theo. Việc chưa báo không mất: được báo trong thư sau, nếu lúc đó vẫn còn.',
  },
  lapsed: (name: string) => `${name} không còn làm thay được.`,
  lapsedText: 'Thư nhắc gửi lại tới đồng chí. Hãy chọn người khác nếu cần.',
};
