/** What cooperating bodies send to the lead body of their side. */
export const contributions = {
  title: 'Báo cáo phối hợp',
  note: 'cơ quan phối hợp gửi cơ quan chủ trì; được tính vào báo cáo của bên sau khi tổng hợp',
  waiting: 'Chờ tổng hợp',
  taken_over: (day: string) => `Đã tổng hợp ngày ${day}`,
  declined: (day: string) => `Không đưa vào báo cáo, ${day}`,
  reason: 'Lý do: {reason}',
  says: (status: string, percent: string) => `${status}, ${percent}`,
  settled: (n: number) => `${n} báo cáo phối hợp đã xử lý`,
  takeOver: 'Tổng hợp vào báo cáo',
  takeOverAll: (n: number) => `Tổng hợp cả ${n} báo cáo`,
  decline: 'Không đưa vào báo cáo',
  declineReason: 'Lý do không đưa vào báo cáo',
  declineHint: 'Cơ quan phối hợp xem được nguyên văn',
  fault: 'Hãy ghi lý do, không quá 2.000 ký tự và không có ký tự điều khiển.',
  form: {
    title: 'Gửi báo cáo phối hợp',
    status: (body: string) => `Phần việc của ${body}`,
    send: 'Gửi cơ quan chủ trì',
    sendNote: (lead: string) =>
      `${lead} tổng hợp vào báo cáo hoặc nêu lý do không đưa vào. Trạng thái và tỷ lệ chưa thay đổi.`,
    to: (lead: string) => `Cơ quan chủ trì: ${lead}`,
  },
  prefilled: (bodies: string) => `Đã đưa nội dung báo cáo phối hợp của ${bodies} vào mẫu báo cáo.`,
  prefilledText: (said: string) =>
    `Đề nghị biên tập rồi gửi; sau khi gửi, các báo cáo này được ghi là đã tổng hợp. Cơ quan phối hợp nêu: ${said}. Trạng thái, tỷ lệ dưới đây vẫn là của báo cáo chung.`,
};
