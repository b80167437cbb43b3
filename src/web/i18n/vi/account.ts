export const account = {
  title: 'Tài khoản của tôi',
  note: 'Tài khoản gắn với chức danh. Vai trò, bên và cơ quan do quản trị viên thiết lập.',
  open: 'Tài khoản của tôi',
  details: 'Thông tin tài khoản',
  detailsNote: 'nếu chưa đúng, đề nghị báo quản trị viên',
  post: 'Chức danh',
  side: 'Bên',
  noSide: 'không thay mặt bên nào',
  body: 'Cơ quan',
  mailLanguage: 'Ngôn ngữ của thư gửi tới tài khoản',
  save: 'Lưu',
  languageSaved: {
    title: 'Đã lưu ngôn ngữ của thư.',
    text: 'Từ nay thư gửi đến đồng chí bằng ngôn ngữ này; ngôn ngữ của trang không thay đổi.',
  },
  changePassword: 'Đổi mật khẩu',
  current: 'Mật khẩu hiện tại',
  proven: 'Đã xác nhận ở hệ thống đăng nhập chung.',
  proveAtProvider:
    'Tài khoản này không có mật khẩu: hãy đăng nhập lại ở hệ thống đăng nhập chung để xác nhận.',
  prove: 'Đăng nhập lại để xác nhận',
  endsOthers:
    'Sau khi đổi, các phiên đăng nhập khác bị chấm dứt, mọi mã truy cập bị thu hồi; phiên này vẫn được giữ.',
  passwordSaved: 'Đã đổi mật khẩu.',
  passwordSavedText:
    'Các phiên khác đã bị chấm dứt, mọi mã truy cập đã bị thu hồi. Thư báo đã gửi tới địa chỉ của tài khoản.',
  noPassword: 'tài khoản này không có mật khẩu',
  noPasswordText:
    'Tài khoản này dùng đăng nhập một lần (SSO). Nếu cần mật khẩu riêng, đề nghị quản trị viên gửi thư mời.',
};
