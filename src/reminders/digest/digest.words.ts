import { formatDay } from '../../calendar/deadline.js';
import type { Status, UndatedItem } from '../../commitments/commitment.types.js';
import { weekdayOf, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import type { DigestItem, DueSection } from './digest.content.js';
import { words as inWords } from '../../web/i18n/words.js';

/** For how long it has had no date, after the deadline's name; nothing of any other. */
function ageOf(undated: UndatedItem | null | undefined, language: Language): string {
  if (!undated || undated.workingDays === null) return '';
  const { age } = inWords(language).commitment.undated;
  return `, ${age(formatDay(undated.since), undated.workingDays)}`;
}

export function wordsFor(language: Language): DigestWords {
  return words[language];
}

const weekdays = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const dated = (day: Day, language: Language) => `${weekdays[language][weekdayOf(day)]}, ${formatDay(day)}`;
const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export type DigestWords = typeof vi;

const vi = {
  cooperation: 'Hợp tác',
  heading: 'Theo dõi hợp tác',
  subheading: (documents: string, day: Day) => `${documents} · thư nhắc ngày ${formatDay(day)}`,
  dear: (name: string) => `Kính gửi: ${name}`,
  leadIntro: (count: number, _many: boolean): [string, string, string] => [
    'Quý cơ quan có ',
    `${count} việc cần làm`,
    ' đối với các cam kết được giao chủ trì. Việc gấp nhất ở trên.',
  ],
  officeIntro: (count: number, many: boolean): [string, string, string] => [
    'Có ',
    `${count} cam kết`,
    ` của ${many ? 'các' : 'hai'} bên quá hạn hoặc đến kỳ nhắc. Việc gấp nhất ở trên; trong mỗi mục, phần việc cùng bên đứng trước.`,
  ],
  counted: {
    overdue: (count: number) => `${count} quá hạn`,
    today: (count: number) => `${count} đến hạn hôm nay`,
    dayOff: (count: number) => `${count} đến hạn vào ngày nghỉ tới`,
    soon: (count: number) => `${count} sắp đến hạn`,
  } satisfies Record<DueSection, unknown>,
  section: {
    overdue: 'Quá hạn',
    today: 'Đến hạn hôm nay',
    dayOff: 'Đến hạn vào ngày nghỉ tới',
    soon: 'Sắp đến hạn',
  },
  group: {
    own: (own: string) => `Phía ${own} chưa hoàn thành`,
    other: (others: string) => `Chỉ còn phía ${others} chưa hoàn thành`,
    confirmation: (_: string, many: boolean) =>
      `${many ? 'Các' : 'Hai'} bên đã báo cáo hoàn thành, chờ xác nhận`,
  },
  task: {
    overdue: 'Báo cáo hoàn thành hoặc đề nghị gia hạn',
    today: 'Báo cáo kết quả trong hôm nay',
    dayOff: 'Báo cáo kết quả trong hôm nay',
    soon: 'Báo cáo tiến độ, chuẩn bị hoàn thành',
  },
  due: ({ dueLabel, duePrecision, dueOn, undated }: DigestItem) => {
    if (dueOn === null) return `Thời hạn: ${dueLabel.vi}${ageOf(undated, 'vi')}`;
    return duePrecision === 'date'
      ? `Thời hạn ${dated(dueOn, 'vi')}`
      : `Thời hạn ${dueLabel.vi} (${formatDay(dueOn)})`;
  },
  late: (days: number): [string, string] => ['quá hạn ', `${days} ngày`],
  left: ({ dueSection, workingDaysLeft }: DigestItem) =>
    ({
      today: 'đến hạn hôm nay',
      dayOff: 'hôm nay là ngày làm việc cuối cùng trước hạn',
    })[dueSection as string] ?? `còn ${workingDaysLeft} ngày làm việc`,
  besides: (count: number) => `Ngoài ra còn ${count} cam kết quá hạn khác:`,
  besidesLink: 'xem danh sách',
  more: (count: number) => `Thư này còn ${count} cam kết khác, bấm vào mã để mở:`,
  moreStill: (count: number) => `và ${count} cam kết khác`,
  chased: (times: number): [string, string] => ['Đôn đốc ', `lần ${times}`],
  differs: (many: boolean) => `${many ? 'Các' : 'Hai'} bên chưa thống nhất.`,
  proposed: (office: string): [string, string, string] => [
    'Cơ quan chủ trì là ',
    'dự kiến',
    `. Nếu chưa đúng, đề nghị phản hồi ${office}.`,
  ],
  toConfirm: ['Cơ quan chủ trì là ', 'dự kiến', ', chờ văn phòng cấp ủy xác nhận.'] as [
    string,
    string,
    string,
  ],
  status: {
    not_started: 'chưa thực hiện',
    in_progress: 'đang thực hiện',
    completed: 'hoàn thành',
    suspended: 'tạm dừng',
    withdrawn: 'thôi thực hiện',
  } satisfies Record<Status, string>,
  doneOn: (day: string) => `hoàn thành ngày ${day}`,
  noStatement: 'chưa báo cáo',
  noAccount: 'chưa có tài khoản',
  update: 'Cập nhật tiến độ',
  view: 'Xem cam kết',
  extend: 'Đề nghị gia hạn',
  silentBodies: 'Cơ quan chủ trì chưa có tài khoản nên chưa nhận được thư:',
  myWork: 'Mở Việc của tôi',
  why: 'Lý do nhận thư:',
  whyLead: (email: string, party: string, office: string) =>
    `${email} là tài khoản của cán bộ đầu mối cơ quan chủ trì phía ${party}. Mỗi ngày làm việc tối đa một thư; phần việc đã báo cáo hoàn thành không nhắc lại. Đăng nhập để xem chi tiết. Liên hệ: ${office}.`,
  whyOffice: (email: string, party: string, many: boolean) =>
    `${email} là tài khoản điều phối của văn phòng cấp ủy phía ${party}, luôn nhận thư khi có cam kết của ${many ? 'bất kỳ bên nào' : 'một trong hai bên'} đến kỳ nhắc. Mỗi ngày làm việc tối đa một thư. Đăng nhập để xem chi tiết.`,
  illustrative: 'Bản trình diễn: tiến độ và diễn biến là số liệu minh họa.',
  witness: (head: string) =>
    `Dòng cuối của nhật ký khi lập thư nhắc ngày này: ${head}. Giữ thư để đối chiếu về sau.`,
};

const en: DigestWords = {
  cooperation: 'Cooperation',
  heading: 'Cooperation tracker',
  subheading: (documents, day) => `${documents} · reminder, ${formatDay(day)}`,
  dear: (name) => `To: ${name}`,
  leadIntro: (count) => [
    'You have ',
    `${plural(count, 'task')} to do`,
    ` on commitments your body leads.${count === 1 ? '' : ' The most urgent come first.'}`,
  ],
  officeIntro: (count, many) => [
    '',
    plural(count, 'commitment'),
    ` of the ${many ? '' : 'two '}sides ${count === 1 ? 'is' : 'are'} overdue or due for a reminder.${
      count === 1
        ? ''
        : ` The most urgent come first, and your side’s before the ${many ? 'others’' : 'other’s'}.`
    }`,
  ],
  counted: {
    overdue: (count) => `${count} overdue`,
    today: (count) => `${count} due today`,
    dayOff: (count) => `${count} due on the next day off`,
    soon: (count) => `${count} due soon`,
  },
  section: {
    overdue: 'Overdue',
    today: 'Due today',
    dayOff: 'Due on the next day off',
    soon: 'Due soon',
  },
  group: {
    own: (own) => `Your side (${own}) has not completed its part`,
    other: (others) => `Still to complete: ${others}`,
    confirmation: (_, many) =>
      `${many ? 'All' : 'Both'} sides have reported completion; confirmation is pending`,
  },
  task: {
    overdue: 'Report completion or request an extension',
    today: 'Report results today',
    dayOff: 'Report results today',
    soon: 'Report progress and prepare for completion',
  },
  due: ({ dueLabel, duePrecision, dueOn, undated }) => {
    if (dueOn === null) return `Due: ${dueLabel.en}${ageOf(undated, 'en')}`;
    return duePrecision === 'date' ? `Due ${dated(dueOn, 'en')}` : `Due ${dueLabel.en} (${formatDay(dueOn)})`;
  },
  late: (days) => ['', `${plural(days, 'day')} overdue`],
  left: ({ dueSection, workingDaysLeft }) =>
    ({ today: 'due today', dayOff: 'today is the last working day before the deadline' })[
      dueSection as string
    ] ?? `${plural(workingDaysLeft ?? 0, 'working day')} left`,
  besides: (count) => `${count === 1 ? '1 more commitment is' : `${count} more commitments are`} overdue:`,
  besidesLink: 'see the list',
  more: (count) => `${plural(count, 'more commitment')} in this email; select a code to open it:`,
  moreStill: (count) => `and ${count} more`,
  chased: (times) => ['Overdue notice ', String(times)],
  differs: () => 'Statements differ.',
  proposed: (office) => ['The lead body is only ', 'proposed', `. If it is wrong, tell the ${office}.`],
  toConfirm: ['The lead body is only ', 'proposed', '; your office has not confirmed it yet.'],
  status: {
    not_started: 'not started',
    in_progress: 'in progress',
    completed: 'completed',
    suspended: 'suspended',
    withdrawn: 'withdrawn',
  },
  doneOn: (day) => `completed on ${day}`,
  noStatement: 'no report yet',
  noAccount: 'no account yet',
  update: 'Update progress',
  view: 'View the commitment',
  extend: 'Request an extension',
  silentBodies: 'Lead bodies without an account, which got no email:',
  myWork: 'Open My work',
  why: 'Why you are getting this:',
  whyLead: (email, party, office) =>
    `the account ${email} belongs to the liaison officer of a lead body in ${party}. At most one email per working day; parts reported as completed are not mentioned again. Sign in to see details. Contact: ${office}.`,
  whyOffice: (email, party, many) =>
    `the account ${email} belongs to ${party}’s committee office, which always gets an email when a reminder is due on a commitment of ${many ? 'any' : 'either'} side. At most one email per working day. Sign in to see details.`,
  illustrative: 'Demo: progress and history are illustrative.',
  witness: (head: string) =>
    `Last entry of the audit log as this day’s emails were run: ${head}. Keep this email to check the log against it later.`,
};

const words = { vi, en };
