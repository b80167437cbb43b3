/** What cooperating bodies send to the lead body of their side. */
export const contributions = {
  title: 'Báo cáo phối hợp',
  note: 'do cơ quan phối hợp gửi cơ quan chủ trì; chỉ thành báo cáo của bên khi được tổng hợp',
  waiting: 'Chờ tổng hợp',
  taken_over: (day: string) => `Đã tổng hợp ngày ${day}`,
  declined: (day: string) => `Không đưa vào báo cáo, ${day}`,
  reason: (reason: string) => `Lý do: ${reason}`,
  says: (status: string, percent: string) => `${status}, ${percent}`,
  settled: (n: number) => `${n} báo cáo phối hợp đã xử lý`,
  takeOver: 'Tổng hợp vào báo cáo',
  takeOverAll: (n: number) => `Tổng hợp cả ${n} báo cáo`,
  decline: 'Không đưa vào báo cáo',
  declineReason: 'Lý do trả lời cơ quan phối hợp',
  declineHint: 'Cơ quan phối hợp đọc nguyên văn',
  fault: 'Cần ghi lý do, không quá 2.000 ký tự và không có ký tự điều khiển.',
  form: {
    title: 'Gửi báo cáo phối hợp',
    status: (body: string) => `Phần việc của ${body}`,
    send: 'Gửi cơ quan chủ trì',
    sendNote: (lead: string) =>
      `${lead} tổng hợp vào báo cáo của bên, hoặc trả lời lý do không đưa vào. Trạng thái và tỷ lệ của bên chưa thay đổi.`,
    to: (lead: string) => `Cơ quan chủ trì: ${lead}`,
  },
  prefilled: (bodies: string) => `Mẫu đã có nội dung báo cáo phối hợp của ${bodies}.`,
  prefilledText: (said: string) =>
    `Sửa lại cho đúng báo cáo của bên rồi gửi; gửi xong, các báo cáo này được ghi là đã tổng hợp. Cơ quan phối hợp nêu: ${said}. Trạng thái, tỷ lệ dưới đây vẫn là của bên.`,
};
