import { labelOf, type Precision } from '../calendar/deadline.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import type { Status } from '../commitments/commitment.types.js';
import { addDays, daysBetween, type Day } from '../platform/clock.js';
import type { BilingualText, Language } from '../platform/text.js';
import { isOpen } from './planner.js';
import type { ReminderRule } from './rules.js';

export interface DigestRecipient {
  id: number;
  email: string;
  /** Of the account. */
  name: BilingualText;
  role: string;
  language: Language;
  partyId: number;
  partyName: BilingualText;
  /** The body it speaks for; of a coordinator the committee office. */
  bodyName: BilingualText;
  /** Whom to ask: the committee office of the own side. */
  officeName: BilingualText;
  /** Its overdue commitments on the day, whether or not a rule speaks of them: its body's, of an office all. */
  overdue: number;
}

export interface DigestSide {
  partyId: number;
  partyName: BilingualText;
  /** The body in charge on the day of the digest. */
  bodyId: number;
  bodyShort: BilingualText;
  status: Status;
  /** Null while the side has made no statement. */
  percent: number | null;
  /** Until the side's office has confirmed owners and deadline. */
  proposed: boolean;
  /** Whether the body in charge has an account that gets mails. */
  hasAccount: boolean;
}

/** A row of the digest as read. */
export interface DigestRow {
  commitmentId: number;
  code: string;
  title: BilingualText;
  slug: string;
  number: string;
  /** What sort of document it is: a notice, a programme. */
  agreementKind: string;
  partyNames: BilingualText[];
  duePrecision: Precision;
  dueValue: string | null;
  dueOn: Day;
  ruleKind: ReminderRule['kind'];
  differs: boolean;
  /** Days before this one on which it was chased. */
  chasedBefore: number;
  sides: DigestSide[];
}

/** `dayOff`: due on a day off, of which this is the last working day before. */
export const sections = ['overdue', 'today', 'dayOff', 'soon'] as const;
export type Section = (typeof sections)[number];

/** Who is to move: the recipient's side, only the other one, or the leaders, who are to confirm. */
export const groups = ['own', 'other', 'confirmation'] as const;
export type Group = (typeof groups)[number];

export interface DigestItem extends DigestRow {
  section: Section;
  group: Group;
  dueLabel: BilingualText;
  /** Calendar days past the deadline. */
  daysLate: number;
  /** Working days before the deadline, counted as the rules count them. */
  workingDaysLeft: number;
  /** Times chased, this one included; null in a reminder before the deadline. */
  chased: number | null;
}

export interface DigestContent {
  recipient: DigestRecipient;
  day: Day;
  /** Most urgent first. */
  items: DigestItem[];
  publicUrl: string;
  /** Figures are illustrative. */
  demo: boolean;
}

/** Overdue commitments of the recipient of which no rule speaks on the day. */
export function overdueBesides({ recipient, items }: DigestContent): number {
  return Math.max(0, recipient.overdue - items.filter(({ section }) => section === 'overdue').length);
}

export function digestItems(
  rows: readonly DigestRow[],
  recipient: DigestRecipient,
  day: Day,
  calendar: WorkingCalendar,
): DigestItem[] {
  return rows
    .map((row) => ({
      ...row,
      section: sectionOf(row, day),
      group: groupOf(row, recipient.partyId),
      dueLabel: labelOf({ precision: row.duePrecision, value: row.dueValue }),
      daysLate: Math.max(0, daysBetween(row.dueOn, day)),
      workingDaysLeft: calendar.countBetween(addDays(day, -1), addDays(row.dueOn, -1)),
      chased: row.ruleKind === 'overdue' && row.sides.some(isChased) ? row.chasedBefore + 1 : null,
    }))
    .sort(byUrgency);
}

/** Held by a body that gets the mail: only then is it a chase that counts. */
const isChased = ({ status, hasAccount }: DigestSide) => isOpen(status) && hasAccount;

/** By the day, not by the rule: what is caught up late may have become overdue meanwhile. */
function sectionOf({ dueOn, ruleKind }: DigestRow, day: Day): Section {
  if (dueOn < day) return 'overdue';
  if (dueOn === day) return 'today';
  return ruleKind === 'on_day' ? 'dayOff' : 'soon';
}

function groupOf({ sides }: DigestRow, partyId: number): Group {
  const lagging = sides.filter(({ status }) => status !== 'completed');
  if (lagging.some((side) => side.partyId === partyId)) return 'own';
  return lagging.length > 0 ? 'other' : 'confirmation';
}

function byUrgency(a: DigestItem, b: DigestItem): number {
  return (
    sections.indexOf(a.section) - sections.indexOf(b.section) ||
    groups.indexOf(a.group) - groups.indexOf(b.group) ||
    a.dueOn.localeCompare(b.dueOn) ||
    a.code.localeCompare(b.code, 'vi', { numeric: true })
  );
}
