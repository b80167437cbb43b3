import { otherSides } from './sides.js';

export const extension = {
  title: 'Đề nghị gia hạn',
  note: (sides: number) =>
    `Lãnh đạo bên đề nghị quyết định, văn phòng cấp ủy ${otherSides(sides)} cho ý kiến. Thời hạn ban đầu vẫn được lưu.`,
  present: 'Thời hạn hiện hành',
  lastDay: (day: string) => `hết hạn ngày ${day}`,
  precision: 'Thời hạn mới ghi theo',
  precisions: { date: 'Ngày', month: 'Tháng', quarter: 'Quý', year: 'Năm' },
  fillOne: 'Chọn một cách ghi rồi điền ô tương ứng; các ô khác được bỏ qua.',
  date: 'Ngày hết hạn',
  month: 'Tháng',
  monthYear: 'Năm của tháng',
  quarter: 'Quý',
  quarterYear: 'Năm của quý',
  year: 'Năm',
  choose: 'chọn',
  monthName: (n: number) => `Tháng ${n}`,
  quarterName: (roman: string) => `Quý ${roman}`,
  reason: 'Lý do',
  reasonHint: 'Nguyên nhân, nội dung còn lại, đề nghị hỗ trợ',
  send: 'Gửi đề nghị',
  cancel: 'Hủy, quay lại',
  sendNote: 'Trong khi chờ, thời hạn hiện hành vẫn áp dụng.',
  decide: 'Quyết định gia hạn',
  agree: 'Cho ý kiến về gia hạn',
  agreementEnds: 'Ngày kết thúc thỏa thuận',
  pastEnd: (day: string) =>
    `Thỏa thuận kết thúc ngày ${day}. Có thể đề nghị thời hạn sau ngày này; người quyết định và bên cho ý kiến sẽ được báo rõ.`,
  afterAgreement: (day: string) => `Lưu ý: thời hạn đề nghị sau ngày kết thúc thỏa thuận (${day}).`,
  asks: (party: string) => `${party} đề nghị gia hạn`,
  /** Of a request for the first date of a commitment that has none yet. */
  firstDate: {
    title: 'Đề nghị thời hạn',
    note: (sides: number) =>
      `Lãnh đạo bên đề nghị quyết định, văn phòng cấp ủy ${otherSides(sides)} cho ý kiến. Đây là thời hạn đầu tiên, không tính là gia hạn.`,
    precision: 'Thời hạn ghi theo',
    sendNote: 'Trong khi chờ, cam kết vẫn chưa có thời hạn.',
    reasonHint: 'Căn cứ để ấn định thời hạn này',
    decide: 'Quyết định thời hạn',
    agree: 'Cho ý kiến về thời hạn',
    asks: (party: string) => `${party} đề nghị thời hạn`,
    granted: (sides: number) =>
      `Thời hạn được ấn định khi lãnh đạo bên đề nghị và văn phòng cấp ủy ${otherSides(sides)} đều đồng ý.`,
  },
  decision: 'Quyết định',
  opinion: 'Ý kiến',
  approved: 'Đồng ý',
  rejected: 'Không đồng ý',
  counter: 'Thời hạn sớm hơn',
  counterHint: (present: string, asked: string) =>
    `Sau thời hạn hiện hành (${present}), trước thời hạn được đề nghị (${asked}). Lãnh đạo bên đề nghị quyết định về thời hạn này.`,
  opinionReasonHint: 'Bắt buộc khi không đồng ý hoặc đề nghị thời hạn sớm hơn',
  decisionReason: 'Lý do hoặc ý kiến kèm theo',
  decisionReasonHint: 'Bắt buộc khi không đồng ý',
  decisionSubmit: 'Lưu quyết định',
  opinionSubmit: 'Gửi ý kiến',
  granted: (sides: number) =>
    `Thời hạn thay đổi khi lãnh đạo bên đề nghị và văn phòng cấp ủy ${otherSides(sides)} đều đồng ý.`,
  faults: {
    due: 'Hãy ghi thời hạn mới theo cách ghi đã chọn: ngày, tháng, quý hoặc năm, từ năm 1900 đến năm 2100.',
    reason: 'Hãy ghi lý do, tối đa 2.000 ký tự.',
  },
  answerFaults: {
    decision: 'Hãy chọn đồng ý hoặc không đồng ý.',
    opinion: 'Hãy chọn đồng ý, không đồng ý hoặc thời hạn sớm hơn.',
    reason: 'Lý do tối đa 2.000 ký tự, không có ký tự điều khiển. Hãy rút gọn rồi gửi lại.',
  },
};
