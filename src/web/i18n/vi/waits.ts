/** How late completions are reported, and how long they wait to be confirmed. */
export const waits = {
  title: 'Thời gian báo cáo và xác nhận hoàn thành',
  note: (parts: string) => `${parts} phần việc đã báo cáo hoàn thành`,
  folded: (parts: string) => `Thời gian báo cáo, xác nhận ${parts} phần việc đã hoàn thành`,
  waiting: 'Chờ xác nhận hoàn thành (ngày làm việc)',
  confirmer: 'Nơi xác nhận',
  confirmers: { leader: 'Lãnh đạo', coordinator: 'Văn phòng cấp ủy thay mặt lãnh đạo' },
  confirmed: 'Đã xác nhận',
  average: 'Trung bình',
  longest: 'Lâu nhất',
  stillWaiting: 'Đang chờ',
  longestSoFar: 'Chờ lâu nhất',
  entry: 'Từ ngày hoàn thành đến ngày báo cáo (ngày)',
  parts: 'Phần việc',
  late: 'Trên 10 ngày',
  moreBodies: (n: number) => `Xem thêm ${n} cơ quan`,
};
