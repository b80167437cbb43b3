/** A run of one text that the other text has too, or has not. */
export interface Run {
  text: string;
  same: boolean;
}

/** Above this many comparisons all that lies between the equal ends counts as different. */
const limit = 2_000_000;
const pieces = /\p{L}[\p{L}\p{M}]*|\p{N}+(?:[.,/]\p{N}+)*%?|\s+|[^\p{L}\p{N}\s]/gu;

/**
 * Two versions of a text, word by word, each in runs that the other shares or lacks. Figures such as `15/20` or
 * `1.234,5` are one word. The runs of each version, joined, give it back unchanged.
 */
export function diffTexts(a: string, b: string): [Run[], Run[]] {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const start = equalStart(left, right);
  const end = equalEnd(left.slice(start), right.slice(start));
  const middle = (words: string[]) => words.slice(start, words.length - end);
  const [sameLeft, sameRight] = shared(middle(left), middle(right));
  const whole = (words: string[], same: boolean[]) =>
    words.map((_, i) => i < start || i >= words.length - end || same[i - start] === true);
  return [runs(left, whole(left, sameLeft)), runs(right, whole(right, sameRight))];
}

function wordsOf(text: string): string[] {
  const found = text.match(pieces) ?? [];
  // Lone marks and surrogates belong to no class above: such a text is taken as one word, so that nothing is lost.
  return found.join('') === text ? found : [text];
}

function equalStart(a: string[], b: string[]): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  return i;
}

function equalEnd(a: string[], b: string[]): number {
  return equalStart(a.toReversed(), b.toReversed());
}

/** Which words of each belong to a longest common subsequence. */
function shared(a: string[], b: string[]): [boolean[], boolean[]] {
  const sameA = a.map(() => false);
  const sameB = b.map(() => false);
  if (a.length * b.length > limit) return [sameA, sameB];
  const longest = lengths(a, b);
  const width = b.length + 1;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) sameA[i++] = sameB[j++] = true;
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return [sameA, sameB];
}

/** At `i * (b.length + 1) + j`: how many words the rests from `i` and `j` can share. */
function lengths(a: string[], b: string[]): Uint16Array {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      table[at] = a[i] === b[j] ? table[at + width + 1]! + 1 : Math.max(table[at + width]!, table[at + 1]!);
    }
  }
  return table;
}

/** Neighbours of one kind joined. A space between two differing words differs with them, so that marks do not flicker. */
function runs(words: string[], same: boolean[]): Run[] {
  const result: Run[] = [];
  words.forEach((text, i) => {
    const bridge = text.trim() === '' && same[i - 1] === false && same[i + 1] === false;
    const isSame = same[i] === true && !bridge;
    const last = result.at(-1);
    if (last && last.same === isSame) last.text += text;
    else result.push({ text, same: isSame });
  });
  return result;
}
