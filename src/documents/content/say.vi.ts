import { formatDay } from '../../calendar/deadline.js';
import { formatNumber, formatRate, listed } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Groups, Say, SideSaid } from './say.types.js';

/** As official papers write numbers: 08, 12, 1.234. */
export const two = (n: number) => (n >= 0 && n < 10 ? `0${n}` : formatNumber(n, 'vi'));
const blank = '\u00a0'.repeat(6);

export const vi: Say = {
  number: two,
  kinds: words('vi').agreements.kinds,
  basis: ({ kind, number, issuer, title }) => {
    const short = `${kind} số ${number} của ${issuer}`;
    if (title === null) return short;
    return title.toLowerCase().startsWith(kind.toLowerCase())
      ? `${short} về ${title.slice(kind.length).trim()}`
      : `${short} (${title})`;
  },
  period: (code) => {
    const year = code.slice(0, 4);
    const part = code.slice(5);
    if (part === '') return `năm ${year}`;
    if (part.startsWith('H')) return part === 'H1' ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`;
    if (part.startsWith('Q')) return `quý ${['I', 'II', 'III', 'IV'][Number(part.slice(1)) - 1]} năm ${year}`;
    return `tháng ${Number(part) <= 2 ? part : Number(part)} năm ${year}`;
  },
  range: (from, to) => `số liệu từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`,
  report: {
    type: 'BÁO CÁO',
    short: 'BC',
    subject: (basis, when) => `kết quả thực hiện ${basis}${when ? `, kỳ ${when}` : ''}`,
    opening: (who, basis, what) => `Thực hiện ${basis}, ${who} báo cáo kết quả thực hiện ${what} như sau:`,
    ofDay: (day) => `đến ngày ${formatDay(day)}`,
    results: 'I. KẾT QUẢ THỰC HIỆN',
    general: '1. Tình hình chung. ',
    sides: '2. Kết quả từng bên báo cáo. ',
    overdueHead: '3. Cam kết quá hạn. ',
    missingHead: '4. Thực hiện chế độ báo cáo. ',
    bySector: 'II. KẾT QUẢ, KHÓ KHĂN, KIẾN NGHỊ THEO LĨNH VỰC',
    difficulties: 'III. KHÓ KHĂN, VƯỚNG MẮC',
    proposals: 'IV. KIẾN NGHỊ, ĐỀ XUẤT',
    next: 'V. NHIỆM VỤ TRỌNG TÂM KỲ TỚI',
    sectorCaption: (day) => `Tổng hợp theo lĩnh vực đến ngày ${formatDay(day)}`,
    sectorHead: {
      number: 'TT',
      sector: 'Lĩnh vực',
      total: 'Tổng số',
      completed: 'Hoàn thành',
      onTime: 'Đúng hạn',
      late: 'Quá hạn',
      inTime: 'Trong hạn',
      idle: 'Chưa thực hiện',
      overdue: 'Quá hạn',
      stopped: 'Tạm dừng, thôi',
      sum: 'Tổng cộng',
    },
    chart: (day) => `Biểu đồ: cam kết theo lĩnh vực và tình trạng, đến ngày ${formatDay(day)}`,
    tableNote: (day, frozen) =>
      `Ghi chú: cam kết hoàn thành khi các bên cùng hoàn thành và xác nhận; “trong hạn” gồm cả cam kết thường xuyên.${frozen ? ` Số liệu kỳ đã chốt, không thay đổi theo cập nhật sau ngày ${formatDay(day)}.` : ''}`,
    saidHead: {
      commitment: 'Cam kết, cơ quan chủ trì',
      results: 'Kết quả',
      difficulties: 'Khó khăn, vướng mắc',
      proposals: 'Kiến nghị, đề xuất',
    },
    saidNote: null,
    notReported: 'Chưa báo cáo kỳ này',
    reportedBy: (post, day) => `Báo cáo: ${post}, ngày ${formatDay(day)}`,
    nothingSaid: 'Trong kỳ chưa có báo cáo nào và không có báo cáo nào phải nộp.',
  },
  generalText: (groups, sectors, sides, day) => {
    const who = sides === 2 ? 'Hai bên' : 'Các bên';
    if (groups.total === 0) return `${who} chưa có cam kết nào để theo dõi đến ngày ${formatDay(day)}.`;
    return `${who} theo dõi ${two(groups.total)} cam kết thuộc ${two(sectors)} lĩnh vực. Đến ngày ${formatDay(day)}: ${partsOf(groups).join('; ')}.`;
  },
  sidesText: (sides) => sides.map(sideText).join(' '),
  overdueText: (count, total) => {
    if (count === 0) return 'Không có cam kết quá hạn.';
    if (count === total && total > 1) return `Cả ${two(total)} cam kết đều quá hạn:`;
    return `Có ${two(count)} cam kết quá hạn:`;
  },
  overdueItem: ({ code, title, bodies, due, days }) =>
    `- ${code}. ${title} (${bodies}): thời hạn ${lower(due)}, quá hạn ${two(days)} ngày.`,
  missingText: (bodies) =>
    bodies.length === 0
      ? 'Không có cơ quan chủ trì nào còn thiếu báo cáo.'
      : `Còn ${two(bodies.length)} cơ quan chủ trì thiếu báo cáo: ${bodies.map(({ name, codes }) => `${name} (${two(codes.length)} cam kết: ${codes.join(', ')})`).join('; ')}.`,
  difficultiesText: (sectors) =>
    sectors.length === 0
      ? 'Các cơ quan không báo cáo khó khăn, vướng mắc.'
      : `Có ${two(countOf(sectors))} cam kết được báo cáo có khó khăn, vướng mắc, thuộc ${where(sectors)}; nội dung cụ thể tại mục II.`,
  proposalsText: (sectors) =>
    sectors.length === 0
      ? 'Các cơ quan không có kiến nghị, đề xuất.'
      : `Có ${two(countOf(sectors))} cam kết có kiến nghị, đề xuất, thuộc ${where(sectors)}; nội dung cụ thể tại mục II.`,
  dueText: (until, due) =>
    due.length === 0
      ? `Đến ngày ${formatDay(until)} không có cam kết nào đến hạn.`
      : `Đến ngày ${formatDay(until)} có ${two(due.length)} cam kết đến hạn: ${due.map(({ code, label }) => `${code} (${lower(label)})`).join(', ')}.`,
  nextItem: (body, code, text) => `- ${body} (${code}): ${text}`,
  annex: {
    type: 'PHỤ LỤC',
    subject: (basis, day) => `tình hình thực hiện ${basis}, số liệu đến ngày ${formatDay(day)}`,
    attached: (office) => `(Kèm theo Báo cáo số${blank} ngày${blank} của ${office})`,
    head: {
      code: 'Số',
      commitment: 'Nội dung cam kết',
      bodies: 'Cơ quan chủ trì',
      due: 'Thời hạn',
      standing: 'Tình trạng',
      percent: 'Tỷ lệ',
      results: 'Kết quả trong kỳ',
      difficulties: 'Khó khăn, vướng mắc',
      proposals: 'Kiến nghị, đề xuất',
      reportedBy: 'Nơi báo cáo',
    },
  },
  recipients: {
    title: 'Nơi nhận:',
    board: (committee) => `- Ban Thường vụ ${committee} (để báo cáo),`,
    file: (office) => `- Lưu ${office}.`,
  },
  place: (place, year) => `${place}, ngày${blank}tháng${blank}năm ${year}`,
  offices: 'VĂN PHÒNG CÁC CẤP ỦY',
  officeOf: (committee) => `Văn phòng ${committee}`,
  foot: {
    frozen: (code, day) => `Số liệu đã chốt ${code}, đến hết ngày ${formatDay(day)}`,
    day: (day, known) =>
      `Số liệu đến hết ngày ${formatDay(day)}, theo dữ liệu nhập đến ngày ${formatDay(known)}`,
    illustrative: 'Số liệu minh họa',
  },
};

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

function partsOf(groups: Groups): string[] {
  const { total, onTime, late, inTime, continuing, idle, overdue, suspended, withdrawn } = groups;
  const parts: [boolean, string][] = [
    [true, completedText(onTime, late, total)],
    [
      inTime > 0,
      `đang thực hiện trong hạn ${two(inTime)}${continuing > 0 ? ` (có ${two(continuing)} cam kết thường xuyên)` : ''}`,
    ],
    [idle > 0, `chưa thực hiện, còn trong hạn ${two(idle)}`],
    [overdue === 0, 'không có cam kết quá hạn'],
    [overdue > 0 && overdue < total, `quá hạn ${two(overdue)}`],
    [
      overdue > 0 && overdue === total,
      total === 1 ? 'cam kết này quá hạn' : `cả ${two(total)} cam kết đều quá hạn`,
    ],
    [suspended > 0, `tạm dừng ${two(suspended)}`],
    [withdrawn > 0, `thôi thực hiện ${two(withdrawn)}`],
  ];
  return parts.filter(([says]) => says).map(([, text]) => text);
}

function completedText(onTime: number, late: number, total: number): string {
  const done = onTime + late;
  if (done === 0) return 'chưa có cam kết nào hoàn thành';
  const how =
    onTime > 0 && late > 0
      ? `, trong đó đúng hạn ${two(onTime)}, quá hạn ${two(late)}`
      : `, ${done > 1 ? 'đều ' : ''}${late === 0 ? 'đúng hạn' : 'quá hạn'}`;
  if (done === total)
    return `${total === 1 ? 'cam kết này' : `cả ${two(total)} cam kết`} đã hoàn thành (100%)${how}`;
  return `hoàn thành ${two(done)} cam kết (${formatRate(done / total, 'vi')})${how}`;
}

function sideText({ name, declared, owed, gave, late }: SideSaid): string {
  const done =
    declared === 0
      ? `Phía ${name} chưa báo cáo hoàn thành phần việc nào`
      : `Phía ${name} báo cáo hoàn thành phần việc của ${two(declared)} cam kết`;
  if (owed === 0) return `${done}; không có báo cáo phải nộp trong kỳ.`;
  const missing = owed - gave - late;
  const rest = [late > 0 && `nộp muộn ${two(late)}`, missing > 0 && `chưa báo cáo ${two(missing)}`].filter(
    Boolean,
  );
  return `${done}; báo cáo đúng kỳ ${two(gave)}/${two(owed)} cam kết phải báo cáo (${formatRate(gave / owed, 'vi')})${rest.length > 0 ? `, ${rest.join(', ')}` : ''}.`;
}

const countOf = (sectors: { codes: string[] }[]) => new Set(sectors.flatMap(({ codes }) => codes)).size;

function where(sectors: { name: string; codes: string[] }[]): string {
  const each = sectors.map(({ name, codes }) => `${name} (${codes.join(', ')})`);
  return `${two(sectors.length)} lĩnh vực: ${listed(each, 'vi')}`;
}
