import { formatDay } from '../../calendar/deadline.js';
import { periodName, type ReportingPeriod } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const things = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many);
type Pieces = [string, string, string?];
type Counted = (count: number) => string;

const vi = {
  owed: 'Cần báo cáo',
  awaited: 'Chờ nơi khác xử lý',
  counted: {
    owed: (count: number) => `${count} cần báo cáo`,
    awaited: (count: number) => `${count} chờ nơi khác`,
  },
  /** Of what is late, where no overdue notice is due today. */
  lastTold: (times: number, day: Day | null): Pieces | null => {
    if (day === null) return times === 0 ? null : ['Đã đôn đốc ', `${times} lần`];
    return times === 0
      ? ['Báo gần nhất ', formatDay(day)]
      : ['Đã đôn đốc ', `${times} lần`, `, báo gần nhất ${formatDay(day)}.`];
  },
  step: {
    leader: 'Báo lên lãnh đạo vì đã quá hạn.',
    head: 'Báo lên thủ trưởng cơ quan vì đã quá hạn.',
    office: 'Việc này được báo lên cấp trên của cơ quan chủ trì.',
    inPlaceOfHead: 'Báo văn phòng cấp ủy thay thủ trưởng cơ quan vì đã quá hạn.',
  },
  forRole: {
    /** Said once, of all. */
    head: 'Cơ quan chủ trì chưa có tài khoản thủ trưởng thì thư nhắc thủ trưởng gửi văn phòng cấp ủy thay.',
    leader: 'Bên này chưa có tài khoản lãnh đạo: phần này gửi văn phòng cấp ủy thay.',
  },
  stoodInFor: (name: string) => `Đồng chí nhận thay cho ${name}.`,
  report: (period: ReportingPeriod) => `Báo cáo kỳ ${lowered(periodName(period.code).vi)}`,
  reportFacts: ({ from, to, dueOn }: ReportingPeriod) =>
    `Số liệu ${formatDay(from)} – ${formatDay(to)}, hạn nộp ${formatDay(dueOn)}.`,
  lastReport: (day: Day | null) =>
    day === null ? 'Chưa báo cáo lần nào.' : `Báo cáo gần nhất ${formatDay(day)}.`,
  news: 'Báo cáo tiến độ',
  asked: (by: string, text: string | null) =>
    text === null ? `${by} đề nghị báo cáo.` : `${by} đề nghị: “${text}”`,
  underReview: 'Đã báo cáo; văn phòng cấp ủy đang xem.',
  leaderTask: 'Chỉ đạo cơ quan chủ trì hoàn thành',
  leaderLate: (count: number): [string, string, string] => [
    'Có ',
    `${count} cam kết`,
    ' quá hạn được báo lên lãnh đạo.',
  ],
  leaderWhy: 'Cam kết quá hạn được báo lên lãnh đạo thì nêu trong mỗi thư cho đến khi hoàn thành.',
  alsoFor: (names: string) => `Có phần đồng chí nhận thay cho ${names}.`,
  settings: 'Chọn cách nhận thư, tạm ngừng khi vắng',
  office: {
    title: 'Việc của Văn phòng',
    chase: 'Cần đôn đốc: ',
    chaseLink: 'đôn đốc',
    others: (count: number) => `và ${count} cơ quan khác`,
    missing: (_: number, period: ReportingPeriod) =>
      ` báo cáo kỳ ${lowered(periodName(period.code).vi)} còn thiếu`,
    waits: {
      plan: () => ' kế hoạch chờ xác nhận',
      extension: () => ' đề nghị gia hạn chờ ý kiến',
      question: () => ' vướng mắc chờ ý kiến',
      asked: () => ' câu hỏi chờ trả lời',
      questionAndAsked: () => ' vướng mắc, câu hỏi chờ ý kiến, trả lời',
      part: () => ' phần việc chờ văn phòng xử lý',
      review: () => ' thời hạn đến ngày xem lại',
      report: () => ' báo cáo chờ xem',
    } as Record<string, Counted>,
    leaders: {
      part: () => ' phần việc chờ lãnh đạo xác nhận hoàn thành',
      extension: () => ' đề nghị gia hạn chờ lãnh đạo quyết định',
      question: () => ' vướng mắc chờ lãnh đạo cho ý kiến',
    } as Record<string, Counted>,
    outside: (() => ' vướng mắc đã hỏi nơi khác, chờ ghi lại ý kiến') as Counted,
    open: 'mở danh sách',
  },
};

const en: typeof vi = {
  owed: 'Reports to give',
  awaited: 'Waiting for others',
  counted: {
    owed: (count) => `${plural(count, 'report')} to give`,
    awaited: (count) => `${count} waiting for others`,
  },
  lastTold: (times, day) => {
    if (day === null) return times === 0 ? null : ['', plural(times, 'overdue notice'), ' so far.'];
    return times === 0
      ? ['Last mentioned on ', formatDay(day)]
      : ['', plural(times, 'overdue notice'), ` so far, last mentioned on ${formatDay(day)}.`];
  },
  step: {
    leader: 'Put to the leader because it is overdue.',
    head: 'Put to the head of the body because it is overdue.',
    office: 'This is put to those above the lead body.',
    inPlaceOfHead: 'Put to your office instead of the head of the body because it is overdue.',
  },
  forRole: {
    head: 'Where the head of a lead body has no account, the committee office gets the reminder instead.',
    leader: 'No leader of this side has an account: the committee office gets this instead.',
  },
  stoodInFor: (name) => `Standing in for: ${name}.`,
  report: (period) => `Report for ${periodName(period.code).en}`,
  reportFacts: ({ from, to, dueOn }) =>
    `Figures ${formatDay(from)} – ${formatDay(to)}, due by ${formatDay(dueOn)}.`,
  lastReport: (day) => (day === null ? 'No report yet.' : `Last report ${formatDay(day)}.`),
  news: 'Report progress',
  asked: (by, text) => (text === null ? `${by} asks for a report.` : `${by} asks: “${text}”`),
  underReview: 'Reported; the committee office is looking at it.',
  leaderTask: 'Have the lead body complete it',
  leaderLate: (count) => [
    '',
    plural(count, 'overdue commitment'),
    ` ${count === 1 ? 'has' : 'have'} been put to you.`,
  ],
  leaderWhy: 'Overdue commitments put to a leader are mentioned in every email until they are completed.',
  alsoFor: (names) => `Part of it is for someone you stand in for: ${names}.`,
  settings: 'Choose how often you get these emails, pause them or name a stand-in',
  office: {
    title: 'For your office',
    chase: 'Overdue notices needed for: ',
    chaseLink: 'send one',
    others: (count) => `and ${count} more`,
    missing: (count, period) => ` ${things(count, 'report')} missing for ${periodName(period.code).en}`,
    waits: {
      plan: (count) => ` ${things(count, 'plan')} to confirm`,
      extension: (count) => ` extension ${things(count, 'request')} to respond to`,
      question: (count) => ` ${things(count, 'difficulty', 'difficulties')} to respond to`,
      asked: (count) => ` ${things(count, 'question')} to answer`,
      questionAndAsked: (count) =>
        ` ${things(count, 'difficulty or question', 'difficulties and questions')} to respond to`,
      part: (count) => ` ${things(count, 'part')} waiting for your office`,
      review: (count) => ` ${things(count, 'deadline')} to review`,
      report: (count) => ` ${things(count, 'report')} to check`,
    },
    leaders: {
      part: (count) => ` ${things(count, 'part')} waiting for a leader to confirm completion`,
      extension: (count) => ` extension ${things(count, 'request')} for a leader to decide`,
      question: (count) => ` ${things(count, 'difficulty', 'difficulties')} for a leader to respond to`,
    },
    outside: (count) =>
      ` ${things(count, 'difficulty', 'difficulties')} put to another level, answer to be recorded`,
    open: 'open the list',
  },
};

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export const toldWords = (language: Language): typeof vi => ({ vi, en })[language];
