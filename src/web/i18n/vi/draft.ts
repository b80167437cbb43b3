export const draft = {
  save: 'Lưu nháp',
  saved: (at: string) => `Đã lưu nháp ${at}`,
  savedNow: 'Đã lưu nháp {at}',
  unsaved:
    'Chưa lưu được nháp: mất kết nối. Nội dung vẫn còn trên trang; hệ thống tự lưu lại khi có kết nối.',
  signedOut:
    'Phiên đăng nhập đã hết nên chưa lưu được nháp. Nội dung vẫn còn trên trang: bấm Lưu nháp, đăng nhập, biểu mẫu mở lại như đang nhập.',
  refused: 'Chưa lưu được nháp. Nội dung vẫn còn trên trang: bấm Lưu nháp để xem lý do.',
  overtaken: 'Có bản nháp khác vừa được lưu. Bấm Lưu nháp để so sánh hai bản, không mất bản nào.',
  opened: (by: string, at: string) => `Đã mở bản nháp do ${by} lưu lúc ${at}.`,
  keptUntil: (day: string) =>
    `Chỉ tài khoản của cơ quan đọc và sửa được, báo cáo chưa gửi. Bản nháp được giữ đến ${day}.`,
  discard: 'Bỏ nháp',
  beside: (by: string, at: string) => `Cơ quan đang có bản nháp do ${by} lưu lúc ${at}.`,
  open: 'Mở bản nháp',
  waitingTitle: (n: number) => `Bản nháp chưa gửi: ${n}`,
  since: (day: string) => `nháp từ ${day}`,
  goesOn: (day: string) => `sẽ bị xóa ngày ${day} nếu không sửa hoặc gửi`,
};
