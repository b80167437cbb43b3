import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { ReminderRule, RuleKind, RuleRole } from '../plan/rules.js';
import type { RulesPut } from './rules.types.js';

type Content = RulesPut['rules'][number];

export const MOST_RULES = 20;
export const MOST_DAYS = 250;
/** No body may be left alone with what is overdue for longer. */
const LONGEST_INTERVAL = 20;

/** To whom rules of a kind may speak; where it is fixed, one. */
export const rolesOf: Record<RuleKind, readonly RuleRole[]> = {
  before: ['lead_body', 'head', 'leader'],
  on_day: ['lead_body', 'head', 'leader'],
  overdue: ['lead_body', 'head'],
  step: ['head', 'leader'],
  count: ['head', 'leader'],
  report_due: ['lead_body', 'head'],
  silent: ['lead_body', 'head'],
  leader_waits: ['leader'],
  office_waits: ['coordinator'],
  report_waits: ['coordinator'],
};

export const isFixed = (kind: RuleKind) => kind.endsWith('_waits');
export const mayBeCalendar = (kind: RuleKind) => ['before', 'overdue', 'step', 'silent'].includes(kind);
export const mayRepeat = (kind: RuleKind) => isFixed(kind) || kind === 'report_due' || kind === 'silent';

/** What follows from the kind need not be said. */
export function completed(rule: Content): Content {
  return isFixed(rule.kind) && rule.to.length === 0 ? { ...rule, to: rolesOf[rule.kind] } : rule;
}

/** @throws RuleBroken, at the rule at fault; at `rules` where something is missing that has to be there */
export function mustBeSound({ rules }: RulesPut): void {
  if (rules.length > MOST_RULES) throw new RuleBroken(tooMany, 'rules');
  rules.forEach((rule, place) => {
    const fault = faultOf(rule) ?? faultBeside(rule, rules.slice(0, place));
    if (fault) throw new RuleBroken(fault, `rules.${place}`);
  });
  const chases = ({ kind, days, to }: Content) =>
    kind === 'overdue' && days <= LONGEST_INTERVAL && to.includes('lead_body');
  if (!rules.some(chases)) throw new RuleBroken(noOverdue, 'rules');
  const escalates = ({ kind, to }: Content) => (kind === 'step' || kind === 'count') && to.includes('leader');
  if (!rules.some(escalates)) throw new RuleBroken(noStep, 'rules');
}

function faultOf({ kind, days, unit, thenEvery, to }: Content): BilingualText | null {
  const least = kind === 'on_day' || kind === 'report_due' ? 0 : 1;
  const most = kind === 'on_day' ? 0 : MOST_DAYS;
  if (days < least || days > most) return daysOf(least, most);
  if (unit === 'calendar' && !mayBeCalendar(kind)) return workingOnly;
  if (thenEvery !== null && !mayRepeat(kind)) return noRepeat;
  if (thenEvery === null && isFixed(kind)) return needsRepeat;
  if (thenEvery !== null && (thenEvery < 1 || thenEvery > MOST_DAYS)) return repeatOf;
  if (to.length === 0 || to.some((role) => !rolesOf[kind].includes(role))) return wrongRoles;
  return null;
}

/** Two rules that come again meet sooner or later; others where they say the same day. */
function faultBeside(rule: Content, former: readonly Content[]): BilingualText | null {
  const isAgain = (one: Content) => one.kind === 'overdue' || one.thenEvery !== null;
  const meets = (one: Content) =>
    one.kind === rule.kind &&
    one.to.some((role) => rule.to.includes(role)) &&
    ((isAgain(rule) && isAgain(one)) || (one.days === rule.days && one.unit === rule.unit));
  return former.some(meets) ? sameDay : null;
}

/** Equal where they say the same: the order of rules says nothing. */
export function isSame(
  one: { rules: readonly Pick<ReminderRule, 'code'>[]; holdDays: number },
  codes: readonly string[],
  holdDays: number,
): boolean {
  const own = one.rules.map(({ code }) => code).toSorted();
  return one.holdDays === holdDays && own.join(' ') === codes.toSorted().join(' ');
}

const daysOf = (least: number, most: number): BilingualText =>
  most === 0
    ? { vi: 'Quy tắc đúng ngày đến hạn phải ghi 0 ngày.', en: 'A rule for the day itself has 0 days.' }
    : { vi: `Số ngày phải từ ${least} đến ${most}.`, en: `Days must be from ${least} to ${most}.` };
const tooMany = {
  vi: `Một thỏa thuận có tối đa ${MOST_RULES} quy tắc.`,
  en: `An agreement has at most ${MOST_RULES} rules.`,
};
const workingOnly = {
  vi: 'Loại quy tắc này chỉ tính theo ngày làm việc.',
  en: 'This kind of rule counts working days only.',
};
const noRepeat = {
  vi: 'Loại quy tắc này không nhắc lại theo khoảng cách riêng. Hãy để trống ô đó.',
  en: 'This kind of rule does not repeat at an interval of its own. Leave that box empty.',
};
const needsRepeat = {
  vi: 'Hãy ghi số ngày làm việc giữa hai lần nhắc việc chờ.',
  en: 'Enter after how many working days a waiting reminder comes again.',
};
const repeatOf = {
  vi: `Khoảng cách nhắc lại phải từ 1 đến ${MOST_DAYS} ngày làm việc.`,
  en: `The interval must be from 1 to ${MOST_DAYS} working days.`,
};
const wrongRoles = {
  vi: 'Hãy chọn nơi nhận phù hợp với loại quy tắc này.',
  en: 'Choose recipients that this kind of rule can have.',
};
const sameDay = {
  vi: 'Đã có quy tắc cùng loại gửi cùng nơi nhận vào cùng ngày. Hãy sửa hoặc bỏ một quy tắc.',
  en: 'Another rule of this kind speaks to the same recipients on the same day. Change or remove one of them.',
};
const noOverdue = {
  vi: `Phải có quy tắc đôn đốc cơ quan chủ trì sau mỗi ${LONGEST_INTERVAL} ngày quá hạn trở xuống: việc quá hạn không được để im lặng.`,
  en: `There must be an overdue notice to the lead body at least every ${LONGEST_INTERVAL} days: what is overdue must not go silent.`,
};
const noStep = {
  vi: 'Phải có quy tắc báo lãnh đạo (theo số ngày quá hạn hoặc số lần đôn đốc): không được bỏ hết cấp trên.',
  en: 'There must be a step to the leader, by days overdue or by number of notices: escalation cannot be removed altogether.',
};
