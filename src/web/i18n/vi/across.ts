export const across = {
  title: 'Tổng hợp các thỏa thuận',
  link: 'Tổng hợp số liệu',
  note: 'Mỗi thỏa thuận một dòng, thỏa thuận có nhiều cam kết quá hạn nhất ở trên. Bấm vào từng con số để mở danh sách.',
  sentence:
    'Trong {total} cam kết của {agreements} thỏa thuận, {done} đã hoàn thành ({rate}), {running} đang tiếp tục, trong đó {overdue} quá hạn.',
  stopped: (suspended: number, withdrawn: number) =>
    `Ngoài ra có ${suspended} tạm dừng, ${withdrawn} thôi thực hiện.`,
  reports: 'Báo cáo đúng kỳ: {gave}/{owed} ({rate}).',
  caption: 'Số liệu của từng thỏa thuận',
  columns: {
    agreement: 'Thỏa thuận',
    bar: 'Số cam kết theo tình trạng',
    total: 'Tổng',
    rate: 'Hoàn thành',
    overdue: 'Quá hạn',
    longestOverdue: 'Quá hạn lâu nhất (ngày)',
    differing: 'Chưa thống nhất',
    ahead: (days: number) => `Đến hạn trong ${days} ngày`,
    aheadShort: (days: number) => `${days} ngày tới`,
    reports: 'Báo cáo đúng kỳ',
    wait: 'Chờ lâu nhất (ngày làm việc)',
  },
  all: (n: string) => `Cộng ${n} thỏa thuận`,
  none: 'Chưa có thỏa thuận nào mà địa phương tham gia.',
  shown: (shown: string, all: string) =>
    `Đang hiện ${shown} trong ${all} thỏa thuận; dòng cộng tính cả các thỏa thuận còn lại.`,
  foot: 'Đến hạn: cam kết còn trong hạn có ngày cuối trong khoảng đó. Chờ lâu nhất: số ngày làm việc mà việc chờ lâu nhất đã ở chỗ người đang giữ. Thường xuyên được tính trong hạn.',
};
