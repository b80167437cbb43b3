export const admin = {
  title: 'Quản trị',
  tabs: {
    users: 'Tài khoản',
    bodies: 'Cơ quan',
    calendar: 'Lịch làm việc',
    agreements: 'Thỏa thuận',
    templates: 'Mẫu văn bản',
    signIn: 'Đăng nhập',
    mail: 'Thư',
    webhooks: 'Webhook',
  },
  runMissing: {
    title: (day: string) => `Chưa gửi thư nhắc ngày ${day}.`,
    text: 'Đã quá giờ gửi 30 phút. Hãy báo người vận hành kiểm tra tiến trình worker; khi hệ thống hoạt động lại, nội dung còn phải nhắc được gửi một lần.',
  },
};
