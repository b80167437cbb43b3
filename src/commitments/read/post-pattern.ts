/** `hanoi.leader` in an address: a side's code and one of these posts of it. Without its ends, to stand in a longer pattern. */
export function postPattern(posts: readonly string[]): string {
  return `[A-Za-z0-9][A-Za-z0-9_-]{0,79}[.](${posts.join('|')})`;
}
