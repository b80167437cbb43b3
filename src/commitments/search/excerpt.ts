import { fold } from '../../platform/text.js';
import type { Piece } from './found.types.js';

/** Characters before and after what was found. */
const BEFORE = 70;
const AFTER = 130;
const ELLIPSIS = '…';

interface Span {
  from: number;
  to: number;
}

/** A word of a text, with what it is where it is searched. */
interface Word extends Span {
  folded: string;
}

/** The whole text, what is looked for marked in its own spelling: side by side, or where it is nowhere so, each word. @param words folded */
export function marked(text: string, words: readonly string[]): Piece[] {
  return piecesOf(text, spansIn(text, words));
}

/** Around the first place where it stands. */
export function excerptOf(text: string, words: readonly string[]): Piece[] {
  const plain = text.replace(/\s+/g, ' ').trim();
  const first = spansIn(plain, words)[0] ?? { from: 0, to: 0 };
  const from = first.from <= BEFORE ? 0 : plain.indexOf(' ', first.from - BEFORE) + 1;
  const wanted = first.to + AFTER;
  const to = plain.length <= wanted ? plain.length : Math.max(plain.lastIndexOf(' ', wanted), first.to);
  const start = Math.min(from, first.from);
  const cut = `${start > 0 ? ELLIPSIS : ''}${plain.slice(start, to)}${to < plain.length ? ELLIPSIS : ''}`;
  return marked(cut, words);
}

function spansIn(text: string, looked: readonly string[]): Span[] {
  if (looked.length === 0) return [];
  const words = textWords(text);
  const together = words.flatMap((_word, at) => spanAt(words, at, looked));
  if (together.length > 0) return apart(together);
  return words.filter(({ folded }) => looked.some((one, at) => isWord(folded, one, at, looked)));
}

function spanAt(words: readonly Word[], at: number, looked: readonly string[]): Span[] {
  const last = words[at + looked.length - 1];
  const stands = last && looked.every((one, next) => isWord(words[at + next]!.folded, one, next, looked));
  return stands ? [{ from: words[at]!.from, to: last.to }] : [];
}

/** The last may be only begun. */
const isWord = (folded: string, one: string, at: number, looked: readonly string[]) =>
  at === looked.length - 1 ? folded.startsWith(one) : folded === one;

/** Without those that begin within the one before. */
function apart(spans: Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  return kept;
}

const wordPattern = /[\p{L}\p{N}\p{M}\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]+/gu;

function textWords(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    folded: fold(word),
  }));
}

function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of spans) {
    if (from > done) pieces.push({ text: text.slice(done, from), marked: false });
    pieces.push({ text: text.slice(from, to), marked: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), marked: false });
  return pieces;
}
