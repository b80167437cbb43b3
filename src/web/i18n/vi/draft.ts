export const draft = {
  save: 'Lưu nháp',
  saved: (at: string) => `Đã lưu nháp ${at}`,
  savedNow: 'Đã lưu nháp {at}',
  unsaved: 'Mất kết nối, chưa lưu được nháp; sẽ tự lưu lại.',
  signedOut: 'Phiên đăng nhập đã hết. Bấm Lưu nháp để đăng nhập và lưu.',
  refused: 'Chưa lưu được nháp. Bấm Lưu nháp để xem lý do.',
  offline: 'Mất kết nối, chưa gửi. Có mạng thì gửi lại.',
  overtaken: 'Có bản nháp khác. Bấm Lưu nháp để so sánh.',
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
