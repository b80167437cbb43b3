import { formatDay } from '../calendar/deadline.js';
import type { Status, UndatedItem } from '../commitments/commitment.types.js';
import { weekdayOf, type Day } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { agreements as enAgreements } from '../web/i18n/en/agreements.js';
import { agreements as viAgreements } from '../web/i18n/vi/agreements.js';
import {
  everyItem,
  sections,
  tasksOf,
  toldOfDeadline,
  type DigestContent,
  type DigestItem,
  type DigestSide,
  type DueSection,
} from './digest.content.js';
import { words as inWords } from '../web/i18n/words.js';
import { taskOf, waitingWords } from './digest.waiting.words.js';

/** For how long it has had no date, after the deadline's name; nothing of any other. */
function ageOf(undated: UndatedItem | null | undefined, language: Language): string {
  if (!undated || undated.workingDays === null) return '';
  const { age } = inWords(language).commitment.undated;
  return `, ${age(formatDay(undated.since), undated.workingDays)}`;
}

/** The subject carries the counts: `Hợp tác Hà Nội – Nghệ An: 1 quá hạn, 2 sắp đến hạn (21/11/2019)`. */
export function digestSubject(content: DigestContent): string {
  const words = wordsFor(content.recipient.language);
  const counts = sections.flatMap((section) => {
    if (section === 'waiting')
      return tasksOf(content) > 0
        ? [waitingWords(content.recipient.language).counted[readerOf(content)](tasksOf(content))]
        : [];
    const said = toldOfDeadline(content).filter(({ dueSection }) => dueSection === section).length;
    // All that is overdue, also where no rule speaks of it today: who has five does not read of one.
    const count = section === 'overdue' ? Math.max(said, content.recipient.overdue) : said;
    return count > 0 ? [words.counted[section](count)] : [];
  });
  return `${words.cooperation} ${partiesOf(content)}: ${counts.join(', ')} (${formatDay(content.day)})`;
}

/** `Hà Nội – Nghệ An`; of more than three the first and how many others; of several agreements each once. */
export function partiesOf(content: DigestContent): string {
  const { language } = content.recipient;
  const joined = everyItem(content).map(({ partyNames }) => {
    const names = partyNames.map((name) => name[language]);
    return names.length > 3 ? inPages(language).andOthers(names[0]!, names.length - 1) : names.join(' – ');
  });
  return [...new Set(joined)].join(', ');
}

/** `Thông báo 2016-TB/TU`, `Chương trình 08-CTr/VTĐ`. */
export function documentOf(
  { agreementKind, number }: Pick<DigestItem, 'agreementKind' | 'number'>,
  language: Language,
): string {
  const { kinds } = inPages(language);
  return `${kinds[agreementKind] ?? kinds.agreement} ${number}`;
}

/** Asked for by every item of a mail, which may have hundreds: looked for once. */
export function documentsOf(content: DigestContent): string[] {
  let documents = found.get(content);
  if (!documents) {
    documents = [...new Set(everyItem(content).map((item) => documentOf(item, content.recipient.language)))];
    found.set(content, documents);
  }
  return documents;
}

const found = new WeakMap<DigestContent, string[]>();

/** Of which agreement an item is; null where the whole mail is of one. */
export function agreementOf(content: DigestContent, item: DigestItem): string | null {
  return documentsOf(content).length > 1 ? documentOf(item, content.recipient.language) : null;
}

/** Mails and pages name documents and localities alike. */
const inPages = (language: Language) => ({ vi: viAgreements, en: enAgreements })[language];

/** Two sides are spoken of as two; more as all. */
export const areMany = (items: readonly DigestItem[]) => items.some(({ sides }) => sides.length > 2);

export function hrefOf({ publicUrl }: DigestContent, { slug, code }: DigestItem, part = ''): string {
  return `${publicUrl}/${slug}/cam-ket/${encodeURIComponent(code)}${part}`;
}

/** Where all that was counted as overdue stands: an officer's on the own work; of an office the agreement's list, where the mail is of one. */
export function overdueHref(content: DigestContent): string {
  const { publicUrl } = content;
  const [slug, ...others] = new Set(everyItem(content).map((item) => item.slug));
  return !isCoordinator(content) || slug === undefined || others.length > 0
    ? `${publicUrl}/viec-cua-toi`
    : `${publicUrl}/${slug}/cam-ket?timeliness=overdue`;
}

/** The side that still has a part to do may report, where its deadline is told, whatever else waits for it. */
const canReport = ({ group, ruleKind }: DigestItem) => group === 'own' && ruleKind !== null;

/** What the reader is to do about an item, in words; null where an office is told only so that it knows. */
export function taskInWords(item: DigestItem, content: DigestContent): string | null {
  const { language } = content.recipient;
  if (item.section === 'waiting') return taskOf(item, language)?.label ?? null;
  return isCoordinator(content) ? null : wordsFor(language).task[item.section];
}

export interface Action {
  label: string;
  href: string;
}

/** What the reader can do about an item: first what waits for it, then its report; none where it is only to look. */
export function actionsOf(item: DigestItem, content: DigestContent): Action[] {
  const { language } = content.recipient;
  const t = wordsFor(language);
  const task = item.section === 'waiting' ? taskOf(item, language) : null;
  const report = { label: t.update, href: hrefOf(content, item, '/cap-nhat') };
  // What is late and cannot be done at once needs another deadline.
  const extend = { label: t.extend, href: hrefOf(content, item, '/gia-han') };
  return [
    ...(task ? [{ label: task.label, href: hrefOf(content, item, task.place) }] : []),
    ...(canReport(item) ? [report] : []),
    ...(canReport(item) && item.dueSection === 'overdue' ? [extend] : []),
  ];
}

export const viewOf = (item: DigestItem, content: DigestContent): Action => ({
  label: wordsFor(content.recipient.language).view,
  href: hrefOf(content, item),
});

export const isCoordinator = ({ recipient }: DigestContent) => recipient.role === 'coordinator';
export const isLeader = ({ recipient }: DigestContent) => recipient.role === 'leader';
export const readerOf = (content: DigestContent) => (isLeader(content) ? 'leader' : 'office');

/** How many things the mail has for its reader to do, or to know. */
export function introOf(content: DigestContent): [string, string, string][] {
  const { items, recipient } = content;
  const [t, w] = [wordsFor(recipient.language), waitingWords(recipient.language)];
  const tasks = tasksOf(content);
  if (isLeader(content)) return [w.leaderIntro(tasks)];
  const told = toldOfDeadline(content).length;
  const due = (isCoordinator(content) ? t.officeIntro : t.leadIntro)(told, areMany(items));
  return [...(tasks > 0 ? [w.officeIntro(tasks)] : []), ...(told > 0 ? [due] : [])];
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
  besides: (count: number) => `Ngoài ra còn ${count} cam kết quá hạn, hôm nay chưa đến kỳ đôn đốc:`,
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
    `${email} là tài khoản của cán bộ đầu mối cơ quan chủ trì phía ${party}. Mỗi ngày làm việc tối đa một thư, lúc 08:00; phần việc đã báo cáo hoàn thành không nhắc lại. Đăng nhập để xem chi tiết. Liên hệ: ${office}.`,
  whyOffice: (email: string, party: string, many: boolean) =>
    `${email} là tài khoản điều phối của văn phòng cấp ủy phía ${party}, luôn nhận thư khi có cam kết của ${many ? 'bất kỳ bên nào' : 'một trong hai bên'} đến kỳ nhắc. Mỗi ngày làm việc tối đa một thư, lúc 08:00. Đăng nhập để xem chi tiết.`,
  illustrative: 'Bản trình diễn: tiến độ và diễn biến là số liệu minh họa.',
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
  besides: (count) =>
    `${count === 1 ? '1 more commitment is' : `${count} more commitments are`} overdue, with no overdue notice due today:`,
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
    `the account ${email} belongs to the liaison officer of a lead body in ${party}. At most one email per working day, at 08:00; parts reported as completed are not mentioned again. Sign in to see details. Contact: ${office}.`,
  whyOffice: (email, party, many) =>
    `the account ${email} belongs to ${party}’s committee office, which always gets an email when a reminder is due on a commitment of ${many ? 'any' : 'either'} side. At most one email per working day, at 08:00. Sign in to see details.`,
  illustrative: 'Demo: progress and history are illustrative.',
};

const words = { vi, en };

/** `60% đang thực hiện`, or that the side has not reported. */
export function statementOf(
  { percent, status, doneOn }: DigestSide,
  t: DigestWords,
): { percent: string | null; words: string } {
  return percent === null
    ? { percent: null, words: t.noStatement }
    : { percent: `${percent}%`, words: doneOn ? t.doneOn(formatDay(doneOn)) : t.status[status] };
}

/** How much time is left or gone, in pieces of which the bold one counts; null where no deadline runs. */
export function timeOf(
  item: DigestItem,
  t: DigestWords,
): { before: string; bold: string; isLate: boolean } | null {
  if (item.workingDaysLeft === null) return null;
  if (item.daysLate === 0) return { before: '', bold: t.left(item), isLate: false };
  const [before, bold] = t.late(item.daysLate);
  return { before, bold, isLate: true };
}

/** What to do about a lead body that is only proposed. */
export function proposedOf(content: DigestContent): [string, string, string] {
  const { language, officeName } = content.recipient;
  const t = wordsFor(language);
  return isCoordinator(content) ? t.toConfirm : t.proposed(officeName[language]);
}

/** Of each body, so that a long list does not make a mail too long. */
const MOST_CODES = 12;

/** The lead bodies in a digest that no mail reaches, each once. */
export function silentBodies({ items, recipient }: DigestContent): string[] {
  const silent = items.flatMap(({ code, sides }) =>
    sides
      .filter(({ hasAccount, status }) => !hasAccount && status !== 'completed')
      .map((side) => ({
        name: `${side.bodyShort[recipient.language]} · ${side.partyName[recipient.language]}`,
        code,
      })),
  );
  const { moreStill } = wordsFor(recipient.language);
  return [...Map.groupBy(silent, ({ name }) => name)].map(([name, of]) => {
    const rest = of.length - MOST_CODES;
    const codes = of.slice(0, MOST_CODES).map(({ code }) => code);
    return `${name} (${codes.join(', ')}${rest > 0 ? ` ${moreStill(rest)}` : ''})`;
  });
}
