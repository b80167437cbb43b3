export const print = {
  asOf: 'Số liệu tính đến',
  /** Before the time at which the sheet was printed, or, where the browser runs no script, the page was made. */
  printed: 'in lúc',
  made: 'lập lúc',
  revision: (revision: string) => `phiên bản ${revision}`,
  legend: 'Chú giải',
  demo: 'Bản trình diễn: tiến độ là số liệu minh họa.',
};
