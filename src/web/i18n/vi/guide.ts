export const guide = {
  link: 'Hướng dẫn',
  all: 'Các trang hướng dẫn',
  pages: {
    user: 'Hướng dẫn sử dụng',
    admin: 'Hướng dẫn quản trị',
    agreements: 'Tệp thỏa thuận',
    glossary: 'Thuật ngữ',
  },
};
