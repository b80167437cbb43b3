import { AllSides, allSides } from './sides.js';

/** Hỏi và trả lời: what offices and bodies ask each other about a commitment. */
export const questions = {
  title: 'Hỏi và trả lời',
  note: (sides: number) => `${allSides(sides)} đều đọc được câu hỏi và trả lời`,
  office: (party: string) => `văn phòng cấp ủy phía ${party}`,
  asks: 'hỏi',
  asked: (whom: string) => `Hỏi ${whom}`,
  answerBy: (day: string) => `Trả lời trước hết ngày ${day}`,
  late: (days: number) => `Quá hạn trả lời ${days} ngày làm việc`,
  states: { answered: 'Đã trả lời', withdrawn: 'Đã thu hồi', closed: 'Chưa trả lời khi cam kết kết thúc' },
  settled: (n: number) => `${n} câu hỏi đã xong`,
  wasWithdrawn: 'Bên hỏi đã thu hồi câu hỏi khi chưa được trả lời.',
  ask: {
    title: 'Đặt câu hỏi',
    to: 'Hỏi',
    bodyAs: (body: string, isLead: boolean) => `${body} (${isLead ? 'chủ trì' : 'phối hợp'})`,
    text: 'Câu hỏi',
    textHint: (sides: number) => `Ghi rõ nội dung cần trả lời; ${allSides(sides)} đều đọc được nguyên văn`,
    answerBy: 'Trả lời trước hết ngày',
    answerByHint: 'Bỏ trống là hai ngày làm việc sau hôm nay.',
    submit: 'Gửi câu hỏi',
  },
  answer: {
    title: 'Trả lời câu hỏi',
    text: 'Nội dung trả lời',
    hint: (sides: number) => `${AllSides(sides)} đều đọc được nguyên văn; gửi rồi không sửa được`,
    submit: 'Gửi trả lời',
  },
  withdraw: {
    title: 'Thu hồi câu hỏi',
    text: 'Câu hỏi vẫn hiển thị, ghi là đã thu hồi; không còn chờ trả lời.',
  },
  faults: {
    to: 'Hãy chọn nơi được hỏi trong danh sách.',
    text: 'Hãy ghi nội dung, không quá 2.000 ký tự và không có ký tự điều khiển.',
    answerBy: 'Hãy ghi ngày dạng ngày/tháng/năm, ví dụ 22/11/2019.',
  },
};
