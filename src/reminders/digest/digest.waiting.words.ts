import { formatDay } from '../../calendar/deadline.js';
import { turn as enTurn } from '../../web/i18n/en/turn.js';
import { turn as viTurn } from '../../web/i18n/vi/turn.js';
import type { Reason } from '../../commitments/turn/turn.types.js';
import type { Language } from '../../platform/text.js';
import type { DigestContent, DigestItem, DigestRecipient, WaitingFold } from './digest.content.js';
import type { DigestHolder } from './digest.holder.js';
import { holdersTold, mainMatter } from './digest.waiting.js';

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const vi = {
  section: {
    leader: 'Chờ lãnh đạo xác nhận, quyết định',
    office: 'Chờ văn phòng cấp ủy xử lý',
    body: 'Câu hỏi chờ cơ quan trả lời',
  },
  counted: {
    leader: (count: number) => `${count} việc chờ xác nhận, quyết định`,
    office: (count: number) => `${count} việc chờ văn phòng xử lý`,
    body: (count: number) => `${count} cam kết có câu hỏi chờ trả lời`,
  },
  leaderIntro: (count: number): [string, string, string] => [
    'Có ',
    `${count} việc`,
    ' đang chờ lãnh đạo xác nhận hoặc quyết định. Việc chờ lâu nhất ở trên.',
  ],
  officeIntro: (count: number): [string, string, string] => [
    'Có ',
    `${count} việc`,
    ' chờ văn phòng cấp ủy xử lý.',
  ],
  bodyIntro: (count: number): [string, string, string] => [
    'Có câu hỏi chờ quý cơ quan trả lời ở ',
    `${count} cam kết`,
    '.',
  ],
  task: {
    works: 'Xem cam kết',
    returned: 'Xem cam kết',
    suspended: 'Xem lại phần việc tạm dừng',
    signs: 'Xác nhận hoàn thành',
    lead_body_gone: 'Giao cơ quan chủ trì khác',
    confirms_plan: 'Xác nhận kế hoạch',
    decides_extension: 'Quyết định đề nghị gia hạn',
    agrees_to_extension: 'Cho ý kiến về đề nghị gia hạn',
    decides_coordinator: 'Cho ý kiến về vướng mắc',
    decides_leader: 'Cho ý kiến về vướng mắc',
    decides_both_committees: 'Cho ý kiến về vướng mắc',
    decides_higher: 'Cho ý kiến về vướng mắc',
    reviews_deadline: 'Xem lại thời hạn',
    reviews_report: 'Xem báo cáo của cơ quan cùng bên',
    answers_directive: 'Trả lời chỉ đạo của lãnh đạo',
    answers_question: 'Trả lời câu hỏi',
    agrees_to_amendment: 'Cho ý kiến về sửa đổi, bổ sung',
  } satisfies Record<Reason, string>,
  outside: 'Ghi lại ý kiến của nơi được hỏi khi có',
  waits: 'Đang chờ:',
  since: (since: string, days: number) => viTurn.since(since, days),
  noAccount: 'chưa có tài khoản',
  standIn: {
    signs:
      'Lãnh đạo chưa có tài khoản nên chưa nhận được thư này: đề nghị văn phòng xác nhận hoàn thành thay, hoặc đề nghị quản trị viên lập tài khoản.',
    decides:
      'Lãnh đạo chưa có tài khoản nên chưa nhận được thư này: đề nghị văn phòng báo cáo lãnh đạo, đề nghị quản trị viên lập tài khoản để lãnh đạo quyết định.',
  },
  tellLeader: 'Báo cáo lãnh đạo để quyết định',
  or: ' hoặc ',
  fold: (count: number): [string, string] => [`${count} cam kết`, ', chờ lâu nhất '],
  foldLink: (count: number) => `Mở danh sách ${count} cam kết`,
  why: ({ email, partyName, leaderRule }: DigestRecipient) =>
    `${email} là tài khoản lãnh đạo phía ${partyName.vi}. Thư nhắc việc đã chờ lãnh đạo ${leaderRule.days} ngày làm việc, sau đó ${leaderRule.thenEvery} ngày làm việc một lần cho đến khi xác nhận hoặc quyết định. Mỗi ngày làm việc tối đa một thư. Đăng nhập để xem chi tiết.`,
};

const en: typeof vi = {
  section: {
    leader: 'For a leader to confirm or decide',
    office: 'Waiting for your office',
    body: 'Questions for your body',
  },
  counted: {
    leader: (count) => `${count} to confirm or decide`,
    office: (count) => `${plural(count, 'task')} for your office`,
    body: (count) => `${plural(count, 'commitment')} with questions for you`,
  },
  leaderIntro: (count) => [
    '',
    plural(count, 'matter'),
    ` ${count === 1 ? 'is' : 'are'} waiting for a leader to confirm or decide.${count === 1 ? '' : ' What has waited longest comes first.'}`,
  ],
  officeIntro: (count) => [
    '',
    plural(count, 'task'),
    ` ${count === 1 ? 'is' : 'are'} waiting for your office.`,
  ],
  bodyIntro: (count) => ['Questions are waiting for your answer on ', plural(count, 'commitment'), '.'],
  task: {
    works: 'View the commitment',
    returned: 'View the commitment',
    suspended: 'Review the suspended part',
    signs: 'Confirm completion',
    lead_body_gone: 'Put another lead body in charge',
    confirms_plan: 'Confirm the plan',
    decides_extension: 'Decide on the extension request',
    agrees_to_extension: 'Respond to the extension request',
    decides_coordinator: 'Answer on the difficulty',
    decides_leader: 'Answer on the difficulty',
    decides_both_committees: 'Answer on the difficulty',
    decides_higher: 'Answer on the difficulty',
    reviews_deadline: 'Review the deadline',
    reviews_report: 'Check your side’s report',
    answers_directive: 'Answer the leader’s directive',
    answers_question: 'Answer the question',
    agrees_to_amendment: 'Answer the proposed amendment',
  },
  outside: 'Record the answer of the level that was asked',
  waits: 'Waiting for:',
  since: (since, days) => enTurn.since(since, days),
  noAccount: 'no account yet',
  standIn: {
    signs:
      'The leader has no account and gets no email: confirm completion on the leader’s behalf, or ask an administrator for an account.',
    decides:
      'The leader has no account and gets no email: tell the leader, and ask an administrator for an account with which to decide.',
  },
  tellLeader: 'Tell the leader that a decision is needed',
  or: ' or ',
  fold: (count) => [plural(count, 'commitment'), ', the longest waiting '],
  foldLink: (count) => `Open the list of ${plural(count, 'commitment')}`,
  why: ({ email, partyName, leaderRule }) =>
    `the account ${email} belongs to a leader of ${partyName.en}. What has waited for a leader for ${plural(leaderRule.days, 'working day')} is mentioned, then every ${plural(leaderRule.thenEvery, 'working day')} until it is confirmed or decided. At most one email per working day. Sign in to see details.`,
};

export const waitingWords = (language: Language): typeof vi => ({ vi, en })[language];

const places: Partial<Record<Reason, string>> = {
  signs: '#xac-nhan-hoan-thanh',
  decides_extension: '#quyet-dinh-gia-han',
  agrees_to_extension: '#y-kien-gia-han',
  confirms_plan: '#xac-nhan-ke-hoach',
  decides_coordinator: '#y-kien-vuong-mac',
  decides_leader: '#y-kien-vuong-mac',
  decides_both_committees: '#y-kien-vuong-mac',
  decides_higher: '#y-kien-vuong-mac',
  reviews_deadline: '#ngay-xem-lai',
  reviews_report: '/bao-cao',
  answers_directive: '#tra-loi-chi-dao',
  answers_question: '#tra-loi-cau-hoi',
  agrees_to_amendment: '#sua-doi',
};

/** What the recipient is to do about an item, in words, and where on the commitment's page; null where it waits for nothing of its. */
export function taskOf(item: DigestItem, language: Language): { label: string; place: string } | null {
  const matter = mainMatter(item);
  if (!matter) return null;
  // An office that stands in for a leader may confirm, and not decide.
  if (item.isProxy && matter.role === 'leader' && matter.why !== 'signs')
    return { label: waitingWords(language).tellLeader, place: '' };
  return {
    label: labelOf(matter, language),
    place: standsInFor(matter) === 'decides' ? '' : (places[matter.why] ?? ''),
  };
}

/** The same of a line about many, which may ask for more than one thing. */
export function taskOfFold(fold: WaitingFold, language: Language): string {
  const [first = '', ...others] = new Set(mattersOfFold(fold).map((matter) => labelOf(matter, language)));
  return [first, ...others.map(lowered)].join(waitingWords(language).or);
}

type Asked = Pick<DigestHolder, 'role' | 'hasAccount' | 'why'>;

function labelOf(matter: Asked, language: Language): string {
  const t = waitingWords(language);
  if (standsInFor(matter) === 'decides') return t.tellLeader;
  return matter.role === 'outside' ? t.outside : t.task[matter.why];
}

/** Of leaders, an office is told only in place of those who have no account. */
const mattersOfFold = ({ post, whys }: WaitingFold): Asked[] =>
  whys.map((why) => ({ role: post, hasAccount: post !== 'leader', why }));

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** For whom a commitment waits, and since when and for how long: `Lãnh đạo Thành ủy Hà Nội`, `từ 20/11/2019, 8 ngày làm việc`. */
export function holderWords(item: DigestItem, language: Language): { who: string; since: string }[] {
  const t = waitingWords(language);
  return holdersTold(item).map(({ name, hasAccount, since, workingDays }) => ({
    who: hasAccount ? name[language] : `${name[language]} (${t.noAccount})`,
    since: t.since(formatDay(since), workingDays),
  }));
}

/** What an office is told of instead of leaders who have no account: it may confirm on their behalf, and not decide. */
function standsInFor({ role, hasAccount, why }: Asked): 'signs' | 'decides' | null {
  if (role !== 'leader' || hasAccount) return null;
  return why === 'signs' ? 'signs' : 'decides';
}

/** The same in words; null where nobody is replaced. */
export const standInWords = ({ own }: DigestItem, language: Language) => standInOf(own, language);
export const standInOfFold = (fold: WaitingFold, language: Language) =>
  standInOf(mattersOfFold(fold), language);

function standInOf(matters: readonly Asked[], language: Language): string | null {
  const [kind] = matters.map(standsInFor).filter((one) => one !== null);
  return kind === undefined ? null : waitingWords(language).standIn[kind];
}

/** The list of exactly what a line stands for. */
export function foldHref(
  { publicUrl, recipient }: DigestContent,
  { slug, kind, post }: Pick<WaitingFold, 'slug' | 'kind' | 'post'>,
): string {
  return `${publicUrl}/${slug}/cam-ket?waits=${recipient.partyCode}.${post}.${kind}`;
}
