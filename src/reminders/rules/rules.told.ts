import { sql, type Kysely } from 'kysely';
import type { RequestScope } from '../../identity/scope.js';
import type { BilingualText } from '../../platform/text.js';
import { rulesHref } from '../../web/links.js';
import { tellOf } from '../notices/tell-of.js';
import type { NamedRule } from './rules.types.js';

/** What another set of rules brings and takes away. */
export interface RulesDifference {
  added: BilingualText[];
  removed: BilingualText[];
  holdDays: { from: number; to: number } | null;
  /** Proposals of something else that are closed by it. */
  closed?: number;
}

interface Set {
  rules: readonly NamedRule[];
  holdDays: number;
}

export function differenceOf(from: Set, to: Set): RulesDifference {
  const missing = (one: Set, other: Set) =>
    one.rules.filter(({ code }) => !other.rules.some((rule) => rule.code === code)).map(({ name }) => name);
  return {
    added: missing(to, from),
    removed: missing(from, to),
    holdDays: from.holdDays === to.holdDays ? null : { from: from.holdDays, to: to.holdDays },
  };
}

/** Tells coordinators of the agreement’s sides, but not whoever did it. @param parties ids; null for all */
export async function tellCoordinators(
  db: Kysely<unknown>,
  { agreement, viewer, at, actor }: RequestScope,
  kind: 'rules_proposed' | 'rules_changed',
  difference: RulesDifference,
  host: string,
): Promise<void> {
  const isOther = kind === 'rules_proposed' ? sql`u.party_id <> ${viewer.party?.id ?? 0}` : sql`true`;
  const { rows } = await sql<{ id: number }>`
    select u.id from app_user u join agreement_party ap on ap.party_id = u.party_id and ap.agreement_id = ${agreement.id}
    where u.role = 'coordinator' and u.active and u.id <> ${viewer.userId} and ${isOther} order by u.id`.execute(
    db,
  );
  await tellOf(db, {
    kind,
    recipients: rows.map(({ id }) => id),
    now: at,
    host,
    subject: {
      agreementId: agreement.id,
      title: title[kind],
      path: rulesHref(agreement.slug),
      lines: linesOf(kind, actor.name, difference),
    },
  });
}

const title = {
  rules_proposed: { vi: 'Đề nghị thay đổi quy tắc nhắc hạn', en: 'Change of reminder rules proposed' },
  rules_changed: { vi: 'Quy tắc nhắc hạn đã thay đổi', en: 'Reminder rules changed' },
} satisfies Record<string, BilingualText>;

const closedLine: BilingualText = {
  vi: 'Các đề nghị khác chưa được thống nhất được kết thúc; nếu vẫn cần, đề nghị gửi lại theo quy tắc mới.',
  en: 'Other proposals that were open are closed; if still wanted, they can be made again beside the new rules.',
};

function linesOf(
  kind: 'rules_proposed' | 'rules_changed',
  by: BilingualText,
  { added, removed, holdDays, closed = 0 }: RulesDifference,
): BilingualText[] {
  const each = (vi: string, en: string) => (name: BilingualText) => ({
    vi: `${vi}: ${name.vi}.`,
    en: `${en}: ${name.en}.`,
  });
  return [
    kind === 'rules_proposed'
      ? { vi: `${by.vi} đề nghị thay đổi quy tắc nhắc hạn.`, en: `${by.en} proposed other reminder rules.` }
      : { vi: `Quy tắc mới có hiệu lực ngay (${by.vi}).`, en: `New rules are in force (${by.en}).` },
    ...added.map(each('Thêm', 'Added')),
    ...removed.map(each('Bỏ', 'Removed')),
    ...(holdDays === null
      ? []
      : [
          {
            vi: `Báo cáo hoặc đề nghị gia hạn tạm hoãn báo cấp trên ${holdDays.to} ngày làm việc (trước: ${holdDays.from}).`,
            en: `A report or extension request holds steps for ${holdDays.to} working days (before: ${holdDays.from}).`,
          },
        ]),
    ...(closed > 0 ? [closedLine] : []),
  ];
}
