export const past = {
  asOf: 'Số liệu tính đến',
  knownAt: 'Theo số liệu đã nhập đến',
  knownAtHint: 'Để trống: theo mọi số liệu đã nhập đến nay.',
  view: 'Xem',
  byNow: (day: string) => `Số liệu tính đến ${day}, theo mọi số liệu đã nhập đến nay.`,
  byNowMeans: 'Hoàn thành được tính từ ngày thực tế hoàn thành, dù báo cáo hay xác nhận sau đó.',
  byThen: (day: string) => `Số liệu tính đến ${day}, chỉ theo số liệu đã nhập đến hết ngày đó.`,
  byDay: (day: string, known: string) =>
    `Số liệu tính đến ${day}, theo số liệu đã nhập đến hết ngày ${known}.`,
  ahead: (day: string) => `Tình hình đến ${day}, nếu từ nay không có gì thay đổi.`,
  toThen: 'Chỉ theo số liệu đã nhập khi đó',
  toNow: 'Theo mọi số liệu đã nhập đến nay',
  backToToday: 'Về hôm nay',
  onPaper: 'theo số liệu đã nhập đến',
};
