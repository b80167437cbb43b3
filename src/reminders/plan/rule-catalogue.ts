import { sql, type Kysely } from 'kysely';
import type { BilingualText } from '../../platform/text.js';
import { isWaiting, ruleRoles, type ReminderRule, type RuleRole } from './rules.js';

/** A rule by what it says. */
export type RuleContent = Omit<ReminderRule, 'code'>;

const unsaid: Partial<Record<ReminderRule['kind'], RuleRole>> = {
  before: 'lead_body',
  on_day: 'lead_body',
  overdue: 'lead_body',
  report_due: 'lead_body',
  silent: 'lead_body',
};

const inOrder = (to: readonly RuleRole[]) => ruleRoles.filter((role) => to.includes(role));

/** By which rules are told apart in the ledger: equal rules have equal codes in all agreements. */
export function codeOf(rule: RuleContent): string {
  const { kind, days, unit, thenEvery } = rule;
  // These have always been called so, whatever the figures of each.
  if (isWaiting(rule)) return days === 2 && thenEvery === 3 ? kind : `${kind}_${days}_${thenEvery}`;
  const to = inOrder(rule.to);
  return [
    kind,
    ...(kind === 'on_day' ? [] : [`${days}${unit === 'calendar' ? 'c' : ''}`]),
    ...(thenEvery === null ? [] : [thenEvery]),
    ...(to.length === 1 && to[0] === unsaid[kind] ? [] : to),
  ].join('_');
}

/** Puts rules into the catalogue that are not there yet: before a set or a proposal names them. */
export async function addToCatalogue(db: Kysely<unknown>, rules: readonly RuleContent[]): Promise<void> {
  const rows = rules.map((rule) => ({
    ...rule,
    code: codeOf(rule),
    to: inOrder(rule.to),
    name: nameOf(rule),
  }));
  await sql`
    insert into reminder_rule (code, kind, working_days, unit, then_every, recipients, active, shipped, name)
    select r.code, r.kind, r.days, r.unit, r."thenEvery", array(select jsonb_array_elements_text(r."to")), false, false, r.name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (code text, kind text, days integer, unit text, "thenEvery" integer, "to" jsonb, name jsonb)
    order by r.code
    on conflict (code) do nothing`.execute(db);
}

/** A rule in words. */
export function nameOf({ kind, days, unit, thenEvery, to }: RuleContent): BilingualText {
  const [vi, en] = [spanVi(days, unit), spanEn(days, unit)];
  const again = {
    vi: thenEvery === null ? '' : `, sau đó ${spanVi(thenEvery, 'working')} một lần`,
    en: thenEvery === null ? '' : `, then every ${spanEn(thenEvery, 'working')}`,
  };
  const named: Record<ReminderRule['kind'], BilingualText> = {
    before: { vi: `Nhắc hạn trước ${vi}`, en: `${en} before the deadline` },
    on_day: { vi: 'Nhắc đúng ngày đến hạn', en: 'On the day of the deadline' },
    overdue: { vi: `Đôn đốc mỗi ${vi} quá hạn`, en: `Every ${en} overdue` },
    step: { vi: `Báo khi quá hạn ${vi}`, en: `${en} after the deadline, once` },
    count: {
      vi: `Báo khi đã đôn đốc quá ${days} lần`,
      en: `After more than ${days} overdue ${days === 1 ? 'notice' : 'notices'}, once`,
    },
    report_due: {
      vi: `Nhắc báo cáo kỳ${days === 0 ? ' đúng ngày hết hạn báo cáo' : ` khi quá hạn báo cáo ${vi}`}${again.vi}`,
      en: `Report required: ${days === 0 ? 'on the day it is due' : `${en} after it was due`}${again.en}`,
    },
    silent: {
      vi: `Nhắc khi ${vi} không có thông tin${again.vi}`,
      en: `No news for ${en}${again.en}`,
    },
    leader_waits: {
      vi: `Nhắc lãnh đạo: việc chờ ${vi}${again.vi}`,
      en: `Leader: what has waited ${en}${again.en}`,
    },
    office_waits: {
      vi: `Nhắc văn phòng cấp ủy: việc chờ ${vi}${again.vi}`,
      en: `Committee office: what has waited ${en}${again.en}`,
    },
    report_waits: {
      vi: `Nhắc văn phòng cấp ủy: báo cáo cùng bên chờ xem ${vi}${again.vi}`,
      en: `Committee office: own side’s report that has waited ${en}${again.en}`,
    },
  };
  return { vi: named[kind].vi + toVi(kind, to), en: named[kind].en + toEn(kind, to) };
}

const spanVi = (days: number, unit: ReminderRule['unit']) =>
  `${days} ${unit === 'calendar' ? 'ngày (tính cả ngày nghỉ)' : 'ngày làm việc'}`;
const spanEn = (days: number, unit: ReminderRule['unit']) =>
  `${days} ${unit === 'calendar' ? 'calendar' : 'working'} ${days === 1 ? 'day' : 'days'}`;

const rolesVi: Record<RuleRole, string> = {
  lead_body: 'cơ quan chủ trì',
  head: 'thủ trưởng cơ quan chủ trì',
  leader: 'lãnh đạo cấp ủy',
  coordinator: 'văn phòng cấp ủy',
};
const rolesEn: Record<RuleRole, string> = {
  lead_body: 'lead body',
  head: 'its head',
  leader: 'leaders of the side',
  coordinator: 'committee office',
};

const isUnsaid = (kind: ReminderRule['kind'], to: readonly RuleRole[]) =>
  unsaid[kind] === undefined ? kind.endsWith('_waits') : to.length === 1 && to[0] === unsaid[kind];
const toVi = (kind: ReminderRule['kind'], to: readonly RuleRole[]) =>
  isUnsaid(kind, to)
    ? ''
    : ` (gửi ${inOrder(to)
        .map((role) => rolesVi[role])
        .join(', ')})`;
const toEn = (kind: ReminderRule['kind'], to: readonly RuleRole[]) =>
  isUnsaid(kind, to)
    ? ''
    : ` (to ${inOrder(to)
        .map((role) => rolesEn[role])
        .join(', ')})`;
