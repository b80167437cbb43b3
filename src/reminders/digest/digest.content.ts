import type { AuditWitness } from '../../audit/witness.js';
import { labelOf, type Precision } from '../../calendar/deadline.js';
import { latestClosedPeriod, type ReportingPeriod } from '../../calendar/reporting-period.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Unanswered } from '../../commitments/directives/directive.types.js';
import type { Status, UndatedItem } from '../../commitments/commitment.types.js';
import { addDays, daysBetween, type Day } from '../../platform/clock.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { isOpen } from '../plan/planner.js';
import { waitsFor, type DigestHolder, type WaitingTotal } from './digest.holder.js';
import type { WaitingRule } from '../plan/rules.js';

/** In one agreement. */
export interface UnansweredIn extends Unanswered {
  slug: string;
  number: string;
}

export interface DigestRecipient {
  id: number;
  email: string;
  /** Of the account. */
  name: BilingualText;
  role: string;
  language: Language;
  partyId: number;
  partyCode: string;
  /** Of the account; of a coordinator who is registered under none, the committee office. */
  bodyId: number | null;
  /** Of the account; of a coordinator the committee office. */
  bodyCode: string | null;
  /** The body of the committee office of the own side. */
  officeId: number | null;
  partyName: BilingualText;
  /** The body it speaks for; of a coordinator the committee office. */
  bodyName: BilingualText;
  /** Whom to ask: the committee office of the own side. */
  officeName: BilingualText;
  /** Its overdue commitments on the day, whether or not a rule speaks of them: its body's, of an office all, of a leader those put to it. */
  overdue: number;
  /** The first of them, the longest overdue first: told each time. */
  late: readonly number[];
  /** Directives that nobody has answered: of a leader those he gave, of others those to be answered by them. */
  directives?: readonly UnansweredIn[];
  /** By which leaders are told what waits for them. */
  leaderRule: Pick<WaitingRule, 'days' | 'thenEvery'>;
}

export interface DigestSide {
  partyId: number;
  partyName: BilingualText;
  /** The body in charge on the day of the digest. */
  bodyId: number;
  bodyShort: BilingualText;
  status: Status;
  /** On which its part was done, where it says so. */
  doneOn?: Day | null;
  /** Null while the side has made no statement. */
  percent: number | null;
  /** Until the side's office has confirmed owners and deadline. */
  proposed: boolean;
  /** Whether the body in charge has an account that gets mails. */
  hasAccount: boolean;
  /** It has reported, and its own office has to look at that. */
  underReview?: boolean;
  /** The day of its last statement. */
  reportedOn?: Day | null;
}

/** By which a deadline is told: a step puts it to somebody higher. */
export const toldKinds = ['before', 'on_day', 'overdue', 'step', 'count'] as const;
export type ToldKind = (typeof toldKinds)[number];

/** Who a line is for, where its reader stands in. */
export interface StoodInFor {
  role: string;
  /** Of its body. */
  bodyCode?: string | null;
  name: BilingualText;
}

/** Asked by hand: who did, and in which words. */
export interface AskedByHand {
  by: BilingualText;
  text: string | null;
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
  dueOn: Day | null;
  undated?: UndatedItem | null;
  status: Status;
  /** Of the rule that speaks of its deadline; null where none does. */
  ruleKind: ToldKind | null;
  /** Whether a rule speaks of what waits there for the recipient. */
  waits: boolean;
  /** Of a line that is told on others' behalf: whether one speaks of what waits there for the recipient itself as well. */
  waitsForOwn?: boolean;
  /** Whose turn it is, the matter that holds it back most first. */
  holders: DigestHolder[];
  differs: boolean;
  /** A report of the period just ended is owed, or nothing has been heard for long; null where no rule says so today. */
  owes?: 'report_due' | 'silent' | null;
  /** Of the agreement: the last day of a period, and the one by which reports are due. */
  cutoffDay?: number;
  dueDay?: number;
  asked?: AskedByHand | null;
  /** Of a line for a post that nobody holds: the office is told instead. */
  forRole?: 'head' | 'leader' | null;
  /** On whose behalf it is told, each of them. */
  stoodInFor?: readonly StoodInFor[];
  /** When the reader was last told of this deadline. */
  lastToldOn?: Day | null;
  /** Days before this one on which it was chased. */
  chasedBefore: number;
  sides: DigestSide[];
}

/**
 * `waiting`: for the recipient itself. `dayOff`: due on a day off, of which this is the last working day before. `owed`: a report. `awaited`:
 * of an office, what is due and is others' to do.
 */
export const sections = ['waiting', 'overdue', 'today', 'dayOff', 'soon', 'owed', 'awaited'] as const;
export type Section = (typeof sections)[number];
/** That speak of a deadline. */
export type DueSection = Exclude<Section, 'waiting' | 'owed' | 'awaited'>;

/** Who is to move: the recipient's side, only the other one, or the leaders, who are to confirm. */
export const groups = ['own', 'other', 'confirmation'] as const;
export type Group = (typeof groups)[number];

export interface DigestItem extends DigestRow {
  section: Section;
  /** How its deadline stands, also where the item waits; null where there is none. */
  dueSection: DueSection | null;
  group: Group;
  /** What waits for the recipient. */
  own: DigestHolder[];
  dueLabel: BilingualText;
  /** Calendar days past the deadline. */
  daysLate: number;
  /** It is told as late: of a leader, who is told what waits, only where it was put to him. */
  isLate: boolean;
  /** Working days before the deadline, counted as the rules count them; null where there is none, or it is suspended. */
  workingDaysLeft: number | null;
  /** Times chased, this one included; null where this is no overdue notice. */
  chased: number | null;
  /** An office reads it in place of a leader. */
  isProxy: boolean;
  /** The period of which a report is owed; null where none is. */
  owedPeriod: ReportingPeriod | null;
}

/** What an office has to do in an agreement, as figures: each leads to its list. */
export interface OfficeWork {
  slug: string;
  number: string;
  /** Reports of its side on the period just ended that are missing. */
  missing: number;
  period: ReportingPeriod;
  /** All that waits for posts of the side. */
  totals: WaitingTotal[];
}

/** What is told in one line instead of one each, and is one task: all of it, whether or not a rule speaks of each today. */
export interface WaitingFold extends WaitingTotal {
  /** Of which a rule speaks today. */
  items: DigestItem[];
}

export interface DigestContent {
  recipient: DigestRecipient;
  day: Day;
  /** Most urgent first. */
  items: DigestItem[];
  /** What is told in one line instead of one each. */
  folds: WaitingFold[];
  /** Of an office: what is its to do besides. */
  office: OfficeWork[];
  publicUrl: string;
  /** Of an item, the key of the link that begins its report; left out of what is only shown. */
  reportKey?: (item: DigestItem) => string;
  /** Figures are illustrative. */
  demo: boolean;
  /** Where the audit log ended as the day was run: whoever keeps the mail can prove that it was not rewritten. */
  auditHead: AuditWitness | null;
}

/** Overdue commitments of the recipient for which there is no room. */
export function overdueBesides({ recipient, items }: DigestContent): number {
  return Math.max(0, recipient.overdue - items.filter(({ daysLate }) => daysLate > 0).length);
}

/** All of a mail, those told in one line included. */
export const everyItem = ({ items, folds }: Pick<DigestContent, 'items' | 'folds'>): DigestItem[] =>
  folds.length === 0 ? items : [...items, ...folds.flatMap((fold) => fold.items)];

/** What waits for the recipient, as so many tasks: what is told in one line is one. */
export const tasksOf = ({ items, folds }: DigestContent): number =>
  items.filter(({ section }) => section === 'waiting').length + folds.length;

/** The items in which a deadline is told, those of them included that stand under what waits. */
export const toldOfDeadline = ({ items }: Pick<DigestContent, 'items'>): DigestItem[] =>
  items.filter(({ ruleKind, isLate }) => ruleKind !== null || isLate);

export function digestItems(
  rows: readonly DigestRow[],
  recipient: DigestRecipient,
  day: Day,
  calendar: WorkingCalendar,
): DigestItem[] {
  return rows.map((row) => itemOf(row, recipient, day, calendar)).sort(byUrgency);
}

function itemOf(row: DigestRow, recipient: DigestRecipient, day: Day, calendar: WorkingCalendar): DigestItem {
  const { dueOn, ruleKind, stoodInFor = [] } = row;
  const dueSection = dueOn === null ? null : sectionOf(dueOn, ruleKind, day);
  const isRunning = dueOn !== null && isOpen(row.status);
  const group = groupOf(row, recipient.partyId);
  const daysLate = isRunning ? Math.max(0, daysBetween(dueOn, day)) : 0;
  const isOwn = stoodInFor.length === 0 || row.waitsForOwn;
  const readers = [
    ...(isOwn ? [recipient] : []),
    ...stoodInFor.map(({ role, bodyCode = null }) => ({ ...recipient, role, bodyCode })),
  ];
  return {
    ...row,
    section: placeOf(row, dueSection, recipient.role === 'coordinator' && group !== 'own'),
    dueSection,
    group,
    own: row.waits ? row.holders.filter((holder) => readers.some((reader) => waitsFor(holder, reader))) : [],
    dueLabel: labelOf({ precision: row.duePrecision, value: row.dueValue, undated: row.undated }),
    daysLate,
    isLate: daysLate > 0 && (ruleKind !== null || !row.waits || recipient.role !== 'leader'),
    workingDaysLeft: isRunning ? calendar.countBetween(addDays(day, -1), addDays(dueOn, -1)) : null,
    chased: ruleKind === 'overdue' && row.sides.some(isChased) ? row.chasedBefore + 1 : null,
    isProxy: recipient.role === 'coordinator' && stoodInFor.some(({ role }) => role === 'leader'),
    owedPeriod: periodOwed(row, day),
  };
}

function placeOf(
  { waits, ruleKind, owes, asked }: DigestRow,
  dueSection: DueSection | null,
  isOthers: boolean,
): Section {
  if (waits) return 'waiting';
  if (dueSection === 'overdue') return 'overdue';
  if (ruleKind === null && (owes || asked)) return 'owed';
  if (dueSection === null) return 'waiting';
  return isOthers ? 'awaited' : dueSection;
}

function periodOwed({ owes, cutoffDay, dueDay }: DigestRow, day: Day): ReportingPeriod | null {
  if (owes !== 'report_due' || !cutoffDay || !dueDay) return null;
  return latestClosedPeriod(day, { cutoffDay, dueDay });
}

/** Held by a body that gets the mail: only then is it a chase that counts. */
const isChased = ({ status, hasAccount }: DigestSide) => isOpen(status) && hasAccount;

/** By the day, not by the rule: what is caught up late may have become overdue meanwhile. */
function sectionOf(dueOn: Day, ruleKind: DigestRow['ruleKind'], day: Day): DueSection {
  if (dueOn < day) return 'overdue';
  if (dueOn === day) return 'today';
  return ruleKind === 'on_day' ? 'dayOff' : 'soon';
}

function groupOf({ sides }: DigestRow, partyId: number): Group {
  const lagging = sides.filter(({ status }) => status !== 'completed');
  if (lagging.some((side) => side.partyId === partyId)) return 'own';
  return lagging.length > 0 ? 'other' : 'confirmation';
}

export function byUrgency(a: DigestItem, b: DigestItem): number {
  return (
    sections.indexOf(a.section) - sections.indexOf(b.section) ||
    longestOf(b) - longestOf(a) ||
    groups.indexOf(a.group) - groups.indexOf(b.group) ||
    (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') ||
    a.code.localeCompare(b.code, 'vi', { numeric: true })
  );
}

const longestOf = ({ own }: DigestItem) => Math.max(0, ...own.map(({ workingDays }) => workingDays));
