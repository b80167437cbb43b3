/** A field as it is written in a paragraph. */
export type Mark =
  | { kind: 'field' | 'open' | 'close'; name: string }
  | { kind: 'malformed'; text: string }
  | { kind: 'stray'; sign: string };

const NAME = /^[a-z][a-z0-9_]{0,59}$/;

/** What stands in braces in a text, in its order, and braces that belong to none. */
export function marksIn(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const [found] of text.matchAll(/\{[^{}]*\}|[{}]/g)) {
    if (found.length === 1) {
      marks.push({ kind: 'stray', sign: found });
      continue;
    }
    const inside = found.slice(1, -1).trim();
    const sign = inside[0];
    const name = (sign === '#' || sign === '/' ? inside.slice(1) : inside).trim();
    if (!NAME.test(name)) marks.push({ kind: 'malformed', text: inside.slice(0, 40) });
    else marks.push({ kind: sign === '#' ? 'open' : sign === '/' ? 'close' : 'field', name });
  }
  return marks;
}

/** The name that was probably meant: two letters off at most. */
export function nearest(name: string, known: Iterable<string>): string | null {
  let [best, distance] = [null as string | null, 3];
  for (const one of known) {
    const away = distanceOf(name, one, distance);
    if (away < distance) [best, distance] = [one, away];
  }
  return best;
}

/** How many letters are to be changed, added or left out; `most` where it is as many or more. */
function distanceOf(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) >= most) return most;
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1)
      row.push(
        Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)),
      );
    above = row;
  }
  return above[other.length]!;
}
