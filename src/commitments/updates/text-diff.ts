import { diffArrays } from 'diff/lib/diff/array.js';

/** A run of one text that the other text has too, or has not. */
export interface Run {
  text: string;
  same: boolean;
}

/** Texts that differ in more words than this count as different throughout: comparing takes longer with the square of it. */
const maxEditLength = 500;
const pieces = /\p{L}[\p{L}\p{M}]*|\p{N}+(?:[.,/]\p{N}+)*%?|\s+|[^\p{L}\p{N}\s]/gu;

/**
 * Two versions of a text, word by word, each in runs that the other shares or lacks. Figures such as `15/20` or
 * `1.234,5` are one word. The runs of each version, joined, give it back unchanged.
 */
export function diffTexts(a: string, b: string): [Run[], Run[]] {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const changes = diffArrays(left, right, { maxEditLength });
  if (!changes) return [runs(marked(left, false)), runs(marked(right, false))];
  const without = (other: 'added' | 'removed') =>
    changes
      .filter((change) => !change[other])
      .flatMap(({ value, added, removed }) => marked(value, !added && !removed));
  return [runs(without('added')), runs(without('removed'))];
}

function wordsOf(text: string): string[] {
  const found = text.match(pieces) ?? [];
  // Lone marks and surrogates belong to no class above: such a text is taken as one word, so that nothing is lost.
  return found.join('') === text ? found : [text];
}

function marked(words: string[], same: boolean): Run[] {
  return words.map((text) => ({ text, same }));
}

/** Neighbours of one kind joined. A space between two differing words differs with them, so that marks do not flicker. */
function runs(words: Run[]): Run[] {
  const result: Run[] = [];
  words.forEach(({ text, same }, i) => {
    const bridge = text.trim() === '' && words[i - 1]?.same === false && words[i + 1]?.same === false;
    const isSame = same && !bridge;
    const last = result.at(-1);
    if (last && last.same === isSame) last.text += text;
    else result.push({ text, same: isSame });
  });
  return result;
}
