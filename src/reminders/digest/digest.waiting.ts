import { matterKinds, type HolderRole } from '../../commitments/turn/turn.types.js';
import { byUrgency, type DigestItem, type DigestRecipient, type WaitingFold } from './digest.content.js';
import type { DigestHolder, Post, WaitingTotal } from './digest.holder.js';

/** More lines of one kind than these hide what the reader has to do. */
export const HANDFUL = 5;

export const postOf = (role: HolderRole): Post =>
  role === 'leader' || role === 'outside' ? role : 'coordinator';

/** The matter by which an item is filed: a plan only where nothing else waits. */
export function mainMatter({ own }: Pick<DigestItem, 'own'>): DigestHolder | undefined {
  return own.toSorted((one, other) => matterKinds.indexOf(one.kind) - matterKinds.indexOf(other.kind))[0];
}

/**
 * For whom a commitment waits, each once, the recipient first: of what waits for the recipient, lead bodies that are at work beside it are
 * no news; a plan is told only where it is all, or the recipient's to confirm.
 */
export function holdersTold({ holders, own }: Pick<DigestItem, 'holders' | 'own'>): DigestHolder[] {
  const isNews = ({ kind, role }: DigestHolder) =>
    kind !== 'plan' && (own.length === 0 || role !== 'lead_body');
  const news = holders.filter((one) => isNews(one) && !own.includes(one));
  const told = [...own, ...news];
  const byName = Map.groupBy(told.length > 0 ? told : holders, ({ party, name }) => `${party} ${name.vi}`);
  return [...byName.values()].map(([first]) => first!);
}

/** The kinds of which an office has more than a handful of lines; a leader decides on each. */
export function kindsToFold(items: readonly DigestItem[], recipient: DigestRecipient): Set<string> {
  if (recipient.role !== 'coordinator') return new Set();
  const byKind = Map.groupBy(items.filter(isOfOneKind), keyOf);
  return new Set([...byKind].filter(([, of]) => of.length > HANDFUL).map(([key]) => key));
}

/** Takes the lines of these kinds out of the items. */
export function folded(
  items: readonly DigestItem[],
  kinds: ReadonlySet<string>,
  totals: readonly WaitingTotal[],
): { items: DigestItem[]; folds: WaitingFold[] } {
  const isFolded = (item: DigestItem) => isOfOneKind(item) && kinds.has(keyOf(item));
  const folds = [...Map.groupBy(items.filter(isFolded), keyOf)].flatMap(([key, of]) => {
    const total = totals.find(({ slug, kind, post }) => `${slug} ${kind} ${post}` === key);
    return total ? [{ ...total, items: of }] : [];
  });
  return { items: items.flatMap((item) => (isFolded(item) ? lateOf(item) : [item])).sort(byUrgency), folds };
}

/** What waits is told with the others of its kind; that it is late, is told as of each that is. */
const lateOf = (item: DigestItem): DigestItem[] =>
  item.isLate ? [{ ...item, section: 'overdue', own: [], waits: false }] : [];

/** Reports are looked at one by one: no list shows them. Nothing of an item is lost in a line about one kind of matter: no other matter, and no deadline that is told today. */
const isOfOneKind = ({ own, ruleKind, stoodInFor = [] }: DigestItem) =>
  ruleKind === null &&
  stoodInFor.length === 0 &&
  own.length > 0 &&
  own[0]!.kind !== 'report' &&
  own.every(({ kind }) => kind === own[0]!.kind);

function keyOf(item: DigestItem): string {
  const { kind, role } = mainMatter(item)!;
  return `${item.slug} ${kind} ${postOf(role)}`;
}
