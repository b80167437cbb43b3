/** The day on which a part was done, what proves it, and what follows from it. */
export const done = {
  legend: 'Khi báo cáo hoàn thành',
  day: 'Ngày hoàn thành thực tế',
  dayHint: 'Ngày phần việc thực sự xong, không phải ngày nhập báo cáo.',
  dayFrom: (document: string) => `Ghi sẵn theo văn bản ${document}; sửa nếu chưa đúng.`,
  document: (number: string, day: string) => `số ${number} ngày ${day}`,
  reason: 'Lý do không có minh chứng',
  reasonNone: (party: string) =>
    `Phía ${party} chưa có minh chứng cho cam kết này: nêu lý do, hoặc đính kèm minh chứng trên trang cam kết trước khi gửi.`,
  reasonSome: 'Chỉ ghi khi ngày hoàn thành sớm hơn hôm nay mà không có minh chứng đề ngày đó hoặc trước đó.',
  contested: (reason: string) => `Báo cáo hoàn thành bị trả lại vì ngày hoàn thành. Lý do: ${reason}`,
  contestedNext: 'Nội dung báo cáo trước được giữ nguyên; đề nghị ghi lại ngày hoàn thành rồi gửi.',
  days: (doneOn: string, stated: string) => `Hoàn thành ngày ${doneOn}, báo cáo ngày ${stated}.`,
  noEvidence: 'không có, không nêu lý do',
  noEvidenceBut: 'không có. Lý do: {reason}',
  because: 'Lý do nêu kèm: {reason}',
  turnsOnTime: (due: string) =>
    `Theo ngày báo cáo thì quá hạn (hạn ${due}), theo ngày hoàn thành nêu ở đây thì đúng hạn. Đề nghị đối chiếu ngày hoàn thành với minh chứng.`,
  turnsOnTimeShort: 'ngày hoàn thành nêu trong báo cáo làm cho phần việc từ quá hạn thành đúng hạn',
  waiting: (days: number) => `chờ xác nhận ${days} ngày làm việc`,
  confirmed: (doneOn: string, stated: string, confirmed: string, waited: string) =>
    `Hoàn thành ${doneOn}, báo cáo ${stated}, lãnh đạo xác nhận ${confirmed}: ${waited}`,
  awaiting: (doneOn: string, stated: string, days: number) =>
    `Hoàn thành ${doneOn}, báo cáo ${stated}, chờ lãnh đạo xác nhận${days > 0 ? ` ${days} ngày làm việc` : ''}`,
  contest: 'Ngày hoàn thành chưa đúng',
  contestText: (party: string) =>
    `Trả lại báo cáo hoàn thành của phía ${party} chỉ để ghi lại ngày hoàn thành. Nội dung báo cáo giữ nguyên.`,
  contestReason: 'Ngày hoàn thành chưa đúng ở chỗ nào',
  contestSubmit: 'Trả lại để ghi lại ngày',
  onlyDay: 'Chỉ trả lại để ghi lại ngày hoàn thành',
};
