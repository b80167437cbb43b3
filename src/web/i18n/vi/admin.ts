export const admin = {
  title: 'Quản trị',
  tabs: {
    users: 'Tài khoản',
    bodies: 'Cơ quan',
    calendar: 'Lịch làm việc',
    agreements: 'Thỏa thuận',
    signIn: 'Đăng nhập',
  },
};
