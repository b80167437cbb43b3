const begin = '<!-- measures: npm run measures -- --write -->';
const end = '<!-- end of measures -->';
const ours = /^\| ours, .*$/m;

/** The document with its row of measures exchanged. */
export function withRow(text: string, row: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const table = text.slice(from, to);
  if (from < 0 || to < from || !ours.test(table))
    throw new Error(`The document has no row "| ours, …" between ${begin} and ${end}`);
  return text.slice(0, from) + table.replace(ours, row) + text.slice(to);
}
