/** Lãnh đạo phụ trách lĩnh vực: who is in charge of which sector on a side. */
export const leaders = {
  title: 'Lãnh đạo phụ trách lĩnh vực',
  note: 'Việc chờ lãnh đạo trong một lĩnh vực chuyển đến lãnh đạo phụ trách; chưa phân công thì chuyển đến tất cả lãnh đạo của bên. Lãnh đạo khác vẫn quyết định được.',
  side: (party: string) => `Phía ${party}`,
  sector: 'Lĩnh vực',
  leader: 'Lãnh đạo phụ trách',
  all: 'Tất cả lãnh đạo',
  lapsedChoice: (name: string) => `${name} (không còn là lãnh đạo)`,
  lapsed: 'Tài khoản này đã khóa hoặc không còn là lãnh đạo của bên: việc đang chuyển đến tất cả lãnh đạo.',
  lapsedTitle: (sectors: number) => `${sectors} lĩnh vực cần phân công lại.`,
  lapsedText:
    'Tài khoản đã phân công bị khóa hoặc không còn là lãnh đạo của bên; việc đang chuyển đến tất cả lãnh đạo.',
  noLeaders: 'Bên này chưa có tài khoản lãnh đạo. Đề nghị liên hệ quản trị viên.',
  readsOnly: 'Văn phòng cấp ủy của bên phân công.',
  save: 'Lưu phân công',
  failed: 'Chưa lưu được phân công.',
  faults: {
    leaders: 'Hãy chọn lãnh đạo trong danh sách.',
    version: 'Hãy tải lại trang rồi chọn lại.',
  } as Record<string, string>,
  saved: {
    title: 'Đã lưu phân công.',
    text: 'Từ bây giờ, việc chờ lãnh đạo chuyển đến người phụ trách lĩnh vực.',
  },
  unchanged: { title: 'Phân công không thay đổi.', text: '' },
  link: 'Lãnh đạo phụ trách lĩnh vực',
};
