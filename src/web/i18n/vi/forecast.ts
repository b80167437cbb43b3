const two = (n: number) => String(n).padStart(2, '0');
const parties = (sides: number) => (sides === 2 ? 'hai bên' : 'các bên');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Of a number of commitments. */
const some = (of: number, all: number) => (of === 0 ? 'không cam kết nào' : of === all ? 'tất cả' : two(of));

export const forecast = {
  title: 'Dự báo đúng hạn',
  bySector: 'Theo lĩnh vực',
  pace: (share: string) => `Đã qua ${share} thời hạn`,
  sinceExtension: (day: string) => `(tính từ khi gia hạn, ${day})`,
  reported: (percent: string) => `, tiến độ báo cáo ${percent}`,
  silence: (days: number) => `; ${days} ngày chưa có báo cáo mới`,
  unreported: (names: string) => `; phía ${names} chưa báo cáo lần nào`,
  allUnreported: (sides: number) => `; ${parties(sides)} chưa báo cáo lần nào`,
  alike: (count: number, onTime: number) =>
    count === 0
      ? 'Chưa có cam kết nào từng ở mức tương tự.'
      : `Trong ${two(count)} cam kết từng ở mức tương tự, ${some(onTime, count)} hoàn thành đúng hạn.`,
  overdue: (days: number) => `Đã quá thời hạn ${days} ngày, không còn dự báo đúng hạn.`,
  declared: (sides: number) => `${capital(parties(sides))} đã báo cáo hoàn thành, đang chờ xác nhận.`,
  chance: 'Khả năng đúng hạn:',
  about: (percent: string) => `khoảng ${percent}`,
  below: (percent: string) => `dưới ${percent}`,
  above: (percent: string) => `trên ${percent}`,
  few: 'chưa đủ dữ liệu',
  fewNote: (
    { closed, late, until }: { closed: number; late: number; until: string },
    least: { closed: number; late: number },
  ) =>
    `Đến ${until} có ${two(closed)} cam kết đã rõ kết quả, trong đó ${two(late)} quá hạn; cần ít nhất ${least.closed} và ${least.late}.`,
  early: 'còn sớm',
  earlyUntil: (day: string) => `Có dự báo từ ${day}.`,
  unavailable: 'chưa tính được',
  drawing: 'Tiến độ báo cáo và nhịp đều đến hết thời hạn',
  dueMark: (day: string) => `hạn ${day}`,
  description: (from: string, to: string, steps: string) =>
    `Đường đứt: nhịp đều từ ${from} đến ${to}. Đường liền: tiến độ báo cáo, ${steps}.`,
  unknown: 'chưa có số liệu',
  link: 'Xem cách dự báo và theo lĩnh vực',
  sectors: {
    folded: (sectors: string) => `Dự báo theo ${sectors} lĩnh vực`,
    note: 'Cam kết có thời hạn, đang thực hiện',
    apart: 'Thỏa thuận có nhiều cam kết: dự báo theo lĩnh vực được lập ở trang riêng.',
    caption: 'Dự báo đúng hạn theo lĩnh vực',
    sector: 'Lĩnh vực',
    pace: 'So với nhịp đều',
    said: 'Nhận định',
    chance: 'Khả năng đúng hạn',
    even: 'kịp',
    behind: 'chậm',
    farBehind: 'chậm nhiều',
    bar: (even: number, behind: number, farBehind: number) =>
      `Kịp nhịp đều: ${even}; chậm: ${behind}; chậm nhiều: ${farBehind}`,
    none: 'Không có cam kết trong hạn.',
    open: (open: number) => `${two(open)} cam kết trong hạn`,
    allEven: 'đều kịp',
    late: (behind: number, farBehind: number) =>
      farBehind === behind
        ? `${two(behind)} chậm nhiều`
        : `${two(behind)} chậm${farBehind > 0 ? `, trong đó ${two(farBehind)} chậm nhiều` : ''}`,
    silent: (count: number) => `${two(count)} đã hơn 3 tháng không có báo cáo`,
    past: (closed: number, onTime: number) =>
      `trong ${two(closed)} đã rõ kết quả, ${some(onTime, closed)} đúng hạn`,
    few: 'chưa đủ dữ liệu để nêu khả năng đúng hạn',
    noChance: 'còn sớm',
  },
  page: {
    title: 'Dự báo đúng hạn',
    note: (until: string, closed: number, late: number) =>
      `Học từ ${two(closed)} cam kết đã rõ kết quả đến ${until}, trong đó ${two(late)} quá hạn.`,
    noteNone: 'Hiện chưa tính được dự báo.',
    few: (closed: number, late: number) =>
      `Chưa đủ dữ liệu để nêu khả năng: cần ít nhất ${closed} cam kết đã rõ kết quả, trong đó ${late} quá hạn.`,
    howTitle: 'Cách dự báo',
    how: [
      'Nhịp đều là tiến độ bằng phần thời hạn đã qua. Chậm nhiều là thiếu từ ba phần mười trở lên so với nhịp đều.',
      'Khả năng đúng hạn dựa trên các cam kết trước đây ở cùng thời điểm: tiến độ so với nhịp đều, hơn 3 tháng không có báo cáo, lĩnh vực và cơ quan chủ trì. Chỉ dùng thông tin đã nhập đến hết tháng trước.',
      'Số được làm tròn đến hàng chục, không thay cho đánh giá của cơ quan chủ trì. Không dự báo việc thường xuyên, tạm dừng, thôi thực hiện hoặc đã quá hạn; gia hạn bắt đầu một thời hạn mới.',
    ],
    qualityTitle: 'Dự báo đúng đến đâu',
    qualityNote: (until: string) => `Dự báo khi qua nửa thời hạn, so với kết quả nhập đến ${until}`,
    qualityNone: 'Chưa có dự báo nào đã rõ kết quả.',
    qualityUnavailable: 'Hiện chưa tính được.',
    count: 'Dự báo đã rõ kết quả',
    onTime: 'Trong đó hoàn thành đúng hạn',
    brier: 'Điểm Brier của dự báo',
    baseRate: 'Điểm Brier nếu chỉ nêu tỷ lệ chung',
    brierMeans:
      'Bình phương sai lệch trung bình: 0 là đúng hoàn toàn, 0,25 là như tung đồng xu. Càng thấp càng tốt.',
    better: 'Dự báo tốt hơn việc chỉ nêu tỷ lệ chung.',
    tooFew: (least: number) => `Còn ít dự báo để kết luận: cần ít nhất ${least}.`,
    worse: 'Dự báo không tốt hơn việc chỉ nêu tỷ lệ chung.',
    calibration: 'Khả năng đã nêu và kết quả',
    given: 'Khả năng đã nêu',
    forecasts: 'Số dự báo',
    cameTrue: 'Hoàn thành đúng hạn',
    share: 'Tỷ lệ',
  },
};
