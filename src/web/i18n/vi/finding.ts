const of = (what: string) => (by: string) => (by ? `Trong ${what} của ${by}` : `Trong ${what}`);

export const finding = {
  title: 'Tìm kiếm',
  label: 'Mã, nội dung cam kết hoặc tên trang',
  keys: 'Ctrl K hoặc ⌘K',
  places: 'Trang',
  clauses: 'Nội dung văn bản',
  nothing: 'Không tìm thấy. Hãy thử từ khác hoặc bớt từ.',
  narrow: 'Chỉ hiện các kết quả phù hợp nhất. Thêm từ để thu hẹp.',
  results: (count: string) => `${count} kết quả`,
  in: {
    report: of('báo cáo'),
    evidence: of('tài liệu minh chứng'),
    indicator: of('chỉ tiêu'),
    question: of('câu hỏi'),
    answer: of('trả lời'),
    directive: of('chỉ đạo'),
    directive_answer: of('trả lời chỉ đạo'),
    note: of('ghi chú nội bộ'),
  },
};
