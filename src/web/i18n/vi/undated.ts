/** Of a commitment that should have a date but has none yet. */
export const undated = {
  badge: 'Chưa có thời hạn',
  age: (day: string, days: number) => `từ ${day}, ${days} ngày làm việc`,
  ageShort: (days: number) => `đã ${days} ngày làm việc`,
  reviewShort: (day: string) => `xem lại ${day}`,
  lastDay: 'chưa có',
  reason: 'Lý do chưa có thời hạn',
  review: 'Ngày xem lại',
  reviewToday: 'đã đến ngày xem lại',
  firstReview: (day: string) => `lúc đầu ${day}`,
  propose: 'Đề nghị thời hạn',
  move: {
    title: 'Dời ngày xem lại',
    text: 'Đến ngày này, nếu vẫn chưa có thời hạn, cam kết lại đến Việc của tôi của văn phòng cấp ủy mỗi bên.',
    already: 'Đã ấn định được thời hạn thì không cần dời:',
    reviewOn: 'Ngày xem lại mới',
    reviewHint: 'Từ hôm nay, chậm nhất một năm nữa',
    reason: 'Lý do',
    reasonHint: 'Nguyên nhân chưa ấn định được thời hạn, còn chờ gì',
    submit: 'Lưu ngày xem lại',
    faults: {
      reviewOn: 'Hãy ghi ngày xem lại: ngày, tháng, năm, ví dụ 15/12/2019.',
      reason: 'Hãy ghi lý do, tối đa 2.000 ký tự.',
    },
  },
};
