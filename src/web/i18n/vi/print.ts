export const print = {
  asOf: 'Số liệu tính đến',
  /** Before the time at which the sheet was printed, or, where the browser runs no script, the page was made. */
  printed: 'in lúc',
  made: 'lập lúc',
  revision: (revision: string) => `phiên bản ${revision}`,
  part: (first: string, last: string, all: string) =>
    `Bản in này chỉ có dòng ${first}–${last} trong ${all} dòng; các dòng khác ở trang khác của danh sách.`,
  entries: (oldest: string, newest: string) =>
    `Bản in này chỉ có các dòng từ số ${oldest} đến số ${newest}; các dòng khác ở trang khác của nhật ký.`,
  legend: 'Chú giải',
  demo: 'Bản trình diễn: tiến độ là số liệu minh họa.',
};
