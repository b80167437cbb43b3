/** What stands in the way of a part, and who must decide on it. */
export const matters = {
  question: 'Cấp nào cần quyết định?',
  questionHint: 'Khi khó khăn, vướng mắc vượt thẩm quyền của cơ quan chủ trì; thời hạn vẫn tính như cũ',
  level: 'Cấp cần quyết định',
  levels: {
    lead_body: 'Cơ quan chủ trì tự quyết định',
    coordinator: 'Văn phòng cấp ủy cùng bên',
    leader: 'Lãnh đạo cùng bên',
    both_committees: 'Hai cấp ủy',
    higher: 'Cấp trên',
    none: 'Không cần cấp nào',
  },
  everyCommittee: 'Các cấp ủy',
  levelFault: 'Hãy chọn một cấp trong danh sách.',
};
