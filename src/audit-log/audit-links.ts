import { adminPages } from '../web/components/admin-tabs.js';
import { commitmentHref } from '../commitments/parts/links.js';
import { frozenHref, overviewHref } from '../web/links.js';
import { groupOf, type AuditGroup } from '../audit/audit-kinds.js';
import type { AuditItem } from './audit.types.js';

/** The page of what an entry tells of, where there is one that its reader may open. */
export function subjectHref({ kind, agreement, subject }: AuditItem, isAdmin: boolean): string | null {
  if (kind === 'agreement.period_closed' || kind === 'agreement.period_corrected')
    return subject && frozenHref(subject);
  switch (groupOf(kind)) {
    case 'commitment':
      return agreement && subject ? commitmentHref(agreement.slug, subject) : null;
    case 'agreement':
      return agreement && overviewHref(agreement.slug);
    case 'reminders':
      return subject && `/don-doc?from=${subject}&to=${subject}`;
    default:
      return isAdmin ? (rooms[groupOf(kind)] ?? null) : null;
  }
}

/** Of administrators; auditors may not open them. */
const rooms: Partial<Record<AuditGroup, string>> = {
  user: adminPages.users,
  account: adminPages.users,
  password: adminPages.users,
  factor: adminPages.users,
  body: adminPages.bodies,
  calendar: adminPages.calendar,
  sign_in: adminPages.signIn,
};
