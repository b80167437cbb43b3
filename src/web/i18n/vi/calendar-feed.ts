/** Deadlines in the calendar of a phone or a mail program: the addresses, and what stands in it. */
export const calendarFeed = {
  title: 'Thời hạn trong lịch điện thoại, máy tính',
  note: 'Lịch tự cập nhật, không cần đăng nhập',
  none: 'Chưa có địa chỉ lịch nào.',
  columns: { name: 'Địa chỉ lịch', scope: 'Nội dung', made: 'Thời điểm tạo', used: 'Lần đọc gần nhất' },
  scopes: { own: 'việc của đơn vị tôi', all: 'tất cả cam kết' },
  everywhere: 'tất cả thỏa thuận',
  onlyIn: (slug: string) => `chỉ ${slug}`,
  revoke: 'Thu hồi',
  revokeOf: (name: string) => `Thu hồi địa chỉ lịch ${name}`,
  revoked: { title: 'Đã thu hồi địa chỉ lịch.', text: 'Lịch dùng địa chỉ này không đọc được thời hạn nữa.' },
  make: 'Tạo địa chỉ lịch',
  makeNote:
    'Thêm địa chỉ vào ứng dụng lịch để xem thời hạn các cam kết. Địa chỉ chỉ hiện một lần, ngay sau khi tạo.',
  fields: { name: 'Tên', scope: 'Nội dung', agreement: 'Thỏa thuận' },
  hints: { name: 'Thiết bị hoặc ứng dụng dùng địa chỉ này, để thu hồi khi cần' },
  choices: { own: 'Việc của đơn vị tôi', all: 'Tất cả cam kết' },
  submit: 'Tạo địa chỉ',
  failed: 'Chưa tạo được địa chỉ lịch.',
  faults: {
    name: 'Hãy ghi tên, tối đa 80 ký tự.',
    scope: 'Hãy chọn nội dung.',
    agreement: 'Hãy chọn thỏa thuận trong danh sách.',
  } as Record<string, string>,
  address: 'Địa chỉ lịch',
  made: 'Địa chỉ lịch mới. Hãy chép ngay: địa chỉ chỉ hiện lần này.',
  madeNote:
    'Ai có địa chỉ này đều đọc được thời hạn, không cần đăng nhập: không gửi cho người khác. Trong ứng dụng lịch, chọn thêm lịch từ địa chỉ (URL) rồi dán vào.',
  open: 'Mở bằng ứng dụng lịch',
  another: 'Tạo địa chỉ khác',
  back: 'Về Tài khoản của tôi',
  /** What stands in the calendar. */
  calendar: (account: string) => `Thời hạn cam kết · ${account}`,
  due: {
    date: () => 'Đến hạn',
    month: (label: string) => `Hết ${lowered(label)}`,
    quarter: (label: string) => `Hết ${lowered(label)}`,
    year: (label: string) => `Hết ${lowered(label)}`,
  },
  proposed: 'dự kiến',
  closed: { completed: 'Đã hoàn thành', suspended: 'Tạm dừng', withdrawn: 'Thôi thực hiện' },
  lines: {
    due: (label: string, day: string) => `Thời hạn: ${label}${label === day ? '' : ` (ngày cuối ${day})`}`,
    workingDay: (day: string) => `Ngày làm việc cuối cùng trước hạn: ${day}`,
    original: (label: string, times: number) => `Thời hạn ban đầu: ${label}; đã gia hạn ${times} lần`,
    proposed: 'Thời hạn chưa được hai bên xác nhận.',
    leads: (names: string) => `Cơ quan chủ trì: ${names}`,
    cutOff: (most: number) => `Lịch chỉ có ${most} thời hạn gần nhất.`,
  },
};

const lowered = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);
