import {
  overdueBesides,
  tasksOf,
  toldOfDeadline,
  type DigestContent,
  type DigestItem,
} from './digest.content.js';
import { toldWords } from './digest.told.words.js';
import { waitingWords } from './digest.waiting.words.js';
import { wordsFor } from './digest.words.js';

/** Two sides are spoken of as two; more as all. */
export const areMany = (items: readonly DigestItem[]) => items.some(({ sides }) => sides.length > 2);

export const isCoordinator = ({ recipient }: DigestContent) => recipient.role === 'coordinator';
export const isLeader = ({ recipient }: DigestContent) => recipient.role === 'leader';
/** As which the mail speaks of what waits: officers are told what their body is asked. */
export const readerOf = (content: DigestContent) => {
  if (isLeader(content)) return 'leader';
  return isCoordinator(content) ? 'office' : 'body';
};

/** How many things the mail has for its reader to do, or to know. */
export function introOf(content: DigestContent): [string, string, string][] {
  const { items, recipient } = content;
  const [t, w] = [wordsFor(recipient.language), waitingWords(recipient.language)];
  const tasks = tasksOf(content);
  const late = items.filter(({ isLate }) => isLate).length;
  if (isLeader(content))
    return [
      ...(tasks > 0 ? [w.leaderIntro(tasks)] : []),
      ...(late > 0 ? [toldWords(recipient.language).leaderLate(late)] : []),
    ];
  const told = isCoordinator(content)
    ? toldOfDeadline(content).length + overdueBesides(content)
    : items.filter(({ section, ruleKind, isLate }) => section !== 'waiting' || ruleKind !== null || isLate)
        .length;
  const due = (isCoordinator(content) ? t.officeIntro : t.leadIntro)(told, areMany(items));
  return [
    ...(tasks > 0 ? [isCoordinator(content) ? w.officeIntro(tasks) : w.bodyIntro(tasks)] : []),
    ...(told > 0 ? [due] : []),
  ];
}
