import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import type { DigestContent, DigestItem, DigestSide } from './digest.content.js';
import { isCoordinator, isLeader } from './digest.reader.js';
import { toldWords } from './digest.told.words.js';
import { taskOf } from './digest.waiting.words.js';
import { wordsFor, type DigestWords } from './digest.words.js';
import { REPORT_LINK_PATH } from '../mail-link/report-links.js';
import { isOpen } from '../plan/planner.js';
import { words } from '../../web/i18n/words.js';

export function hrefOf({ publicUrl }: DigestContent, { slug, code }: DigestItem, part = ''): string {
  return `${publicUrl}/${slug}/cam-ket/${encodeURIComponent(code)}${part}`;
}

/** The side that still has a part to do may report, where that is asked for, whatever else waits for it; leaders do not. */
function canReport(item: DigestItem, content: DigestContent): boolean {
  const { group, ruleKind, daysLate, owes, asked } = item;
  const isToldOf = ruleKind !== null || daysLate > 0 || Boolean(owes ?? asked);
  return group === 'own' && isToldOf && !isLeader(content) && !isUnderReview(item, content);
}

const isUnderReview = ({ sides }: DigestItem, { recipient }: DigestContent) =>
  sides.some(({ partyId, underReview }) => partyId === recipient.partyId && underReview);

/** What the reader is to do about an item, in words; null where an office is told only so that it knows. */
export function taskInWords(item: DigestItem, content: DigestContent): string | null {
  const { language } = content.recipient;
  if (item.section === 'waiting') return taskOf(item, language)?.label ?? null;
  if (isCoordinator(content) || item.section === 'awaited' || isUnderReview(item, content)) return null;
  if (isLeader(content)) return toldWords(language).leaderTask;
  return item.section === 'owed' ? owedTask(item, language) : wordsFor(language).task[item.section];
}

function owedTask({ owedPeriod }: DigestItem, language: Language): string {
  const t = toldWords(language);
  return owedPeriod ? t.report(owedPeriod) : t.news;
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
    ...(canReport(item, content) ? [report] : []),
    ...(canReport(item, content) && item.dueSection === 'overdue' ? [extend] : []),
  ];
}

/** A report of what its own body leads can be begun without signing in; null where none is asked for. */
export function beginningOf(item: DigestItem, content: DigestContent): Action | null {
  const { recipient, publicUrl, reportKey } = content;
  const own = item.sides.find(({ partyId }) => partyId === recipient.partyId);
  const isOwn = own && own.bodyId === recipient.bodyId && isOpen(own.status);
  if (!reportKey || !isOwn || !canReport(item, content)) return null;
  const { action } = words(recipient.language).mailDraft.link;
  return { label: action, href: `${publicUrl}${REPORT_LINK_PATH}/${reportKey(item)}` };
}

export const viewOf = (item: DigestItem, content: DigestContent): Action => ({
  label: wordsFor(content.recipient.language).view,
  href: hrefOf(content, item),
});

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

/** `Hà Nội: 60% đang thực hiện`; to an office with the lead body. */
export function sideInWords(side: DigestSide, content: DigestContent): string {
  const { language } = content.recipient;
  const t = wordsFor(language);
  const { percent, words: said } = statementOf(side, t);
  const lead = isCoordinator(content)
    ? ` · ${side.bodyShort[language]}${side.hasAccount ? '' : ` (${t.noAccount})`}`
    : '';
  return `${side.partyName[language]}: ${percent ? `${percent} ` : ''}${said}${lead}`;
}
