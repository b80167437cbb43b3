import type { DigestContent, DigestItem } from './digest.content.js';
import { isCoordinator, isLeader } from './digest.reader.js';
import { toldWords } from './digest.told.words.js';

/** What is said of an item beside its deadline, a line each: why it is told to this reader, what is owed, who asked. */
export function linesOf(item: DigestItem, content: DigestContent): string[] {
  const { language } = content.recipient;
  const t = toldWords(language);
  const { stoodInFor = [] } = item;
  const own = item.sides.find(({ partyId }) => partyId === content.recipient.partyId);
  return [
    ...(item.asked ? [t.asked(item.asked.by[language], item.asked.text)] : []),
    ...(item.owedPeriod ? [t.reportFacts(item.owedPeriod)] : []),
    ...(item.owes || item.asked ? [t.lastReport(own?.reportedOn ?? null)] : []),
    ...placeLines(item, content),
    ...(own?.underReview && item.section !== 'waiting' ? [t.underReview] : []),
    ...(stoodInFor.length > 0 ? [t.stoodInFor(stoodInFor.map(({ name }) => name[language]).join(', '))] : []),
  ];
}

const isStep = ({ ruleKind }: DigestItem) => ruleKind === 'step' || ruleKind === 'count';

/** To whom it is put, or in whose place the office reads it; of heads without an account the foot of the mail says the rest. */
function placeLines(item: DigestItem, content: DigestContent): string[] {
  const t = toldWords(content.recipient.language);
  if (item.forRole === 'leader') return [t.forRole.leader];
  if (!isStep(item)) return [];
  return [item.forRole === 'head' ? t.step.inPlaceOfHead : stepLine(content)];
}

function stepLine(content: DigestContent): string {
  const { step } = toldWords(content.recipient.language);
  if (isLeader(content)) return step.leader;
  return isCoordinator(content) ? step.office : step.head;
}

/** What is late, to an office, which has many such and is to know of each: in short, but where it leads a part itself. */
export const isInShort = ({ section, sides }: DigestItem, content: DigestContent): boolean =>
  isCoordinator(content) &&
  section === 'overdue' &&
  sides.every(({ bodyId }) => bodyId !== content.recipient.officeId);

/** How often it was chased and when it was last told: of what is late where no overdue notice is due. */
export function lastToldOf(item: DigestItem, content: DigestContent): [string, string, string?] | null {
  if (item.daysLate === 0 || item.chased !== null) return null;
  return toldWords(content.recipient.language).lastTold(item.chasedBefore, item.lastToldOn ?? null);
}

/** For whom the reader stands in, each once. */
export function namesStoodInFor({ items, recipient }: DigestContent): string[] {
  return [
    ...new Set(
      items.flatMap(({ stoodInFor = [] }) => stoodInFor.map(({ name }) => name[recipient.language])),
    ),
  ];
}
