/**
 * What may not be done to tables that an older version of the program is using: docs/upgrade.md, "Rules". Tables that the
 * same upgrade makes are nobody's yet, and free.
 */
interface Hazard {
  name: string;
  pattern: RegExp;
}

/** Anything here names a table; the first group is it. */
const onTable: Hazard[] = [
  {
    name: 'drops a table or view',
    pattern: /\bdrop\s+(?:table|view|materialized view)\s+(?:if\s+exists\s+)?(\w+)/,
  },
  { name: 'truncates', pattern: /^truncate\s+(?:table\s+)?(\w+)/ },
  { name: 'changes rows', pattern: /^update\s+(\w+)/ },
  { name: 'deletes rows', pattern: /^delete\s+from\s+(\w+)/ },
  { name: 'locks a table', pattern: /^lock\s+(?:table\s+)?(\w+)/ },
  { name: 'rewrites a table', pattern: /^(?:vacuum\s+full|cluster)\s+(\w+)/ },
  { name: 'adds a trigger', pattern: /\btrigger\s+\w+\s+(?:before|after|instead)\b[^;]*?\bon\s+(\w+)/ },
  {
    name: 'builds an index while writers wait',
    pattern:
      /\bcreate\s+(?:unique\s+)?index\s+(?!concurrently)(?:if\s+not\s+exists\s+)?(?:\w+\s+)?on\s+(\w+)/,
  },
];

/** What stands after `alter table NAME`. */
const onColumns: Hazard[] = [
  { name: 'drops a column', pattern: /\bdrop\s+column\b/ },
  { name: 'drops a constraint', pattern: /\bdrop\s+constraint\b/ },
  { name: 'renames', pattern: /\brename\b/ },
  { name: 'changes a type', pattern: /\balter\s+(?:column\s+)?\w+\s+(?:set\s+data\s+)?type\b/ },
  { name: 'forbids null in a column', pattern: /\bset\s+not\s+null\b/ },
  { name: 'drops a default', pattern: /\bdrop\s+default\b/ },
  {
    name: 'adds a constraint that every row is read for',
    pattern:
      /\badd\s+(?:constraint\s+\w+\s+)?(?:check|foreign|unique|primary|exclude)\b(?![^;]*\bnot\s+valid\b)/,
  },
  {
    name: 'adds a column without a default that may not be null',
    pattern:
      /\badd\s+(?:column\s+)?(?!constraint|check|foreign|unique|primary|exclude)\w+\s(?=[^,;]*\bnot\s+null\b)(?![^,;]*\b(?:default|generated)\b)/,
  },
  {
    name: 'adds a column whose default rewrites the table',
    pattern:
      /\bdefault\s+(?:clock_timestamp|random|gen_random_uuid|nextval)\b|\bgenerated\s+always\s+as\s*\(|\bgenerated\b[^,;]*\bidentity\b/,
  },
];

const anywhere: Hazard[] = [
  {
    name: 'drops a function, type or index',
    pattern: /^drop\s+(?:function|procedure|type|domain|index|trigger|schema|extension|sequence)\b/,
  },
  { name: 'renames', pattern: /^alter\s+(?:type|function|index|schema|sequence|view)\b.*\brename\b/ },
];

/** @param isThere whether the older version knows a table */
export function hazardsOf(sql: string, isThere: (table: string) => boolean): string[] {
  return statementsOf(sql).flatMap((statement) => hazardsIn(statement, isThere));
}

function hazardsIn(statement: string, isThere: (table: string) => boolean): string[] {
  const altered = /^alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(\w+)/.exec(statement)?.[1];
  const found = anywhere.filter(({ pattern }) => pattern.test(statement)).map(({ name }) => name);
  for (const { name, pattern } of onTable) {
    const table = pattern.exec(statement)?.[1];
    if (table !== undefined && isThere(table)) found.push(`${name}: ${table}`);
  }
  if (altered === undefined || !isThere(altered)) return found;
  const columns = onColumns.filter(({ pattern }) => pattern.test(statement));
  return [...found, ...columns.map(({ name }) => `${name}: ${altered}`)];
}

/** Bodies of functions, strings and comments do not run now. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/--[^\n]*/g, '')
    .replace(/'(?:[^']|'')*'/g, "''")
    .toLowerCase()
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
}

export function tablesMadeBy(sql: string): string[] {
  return statementsOf(sql).flatMap(
    (statement) => /^create (?:unlogged )?table (?:if not exists )?(\w+)/.exec(statement)?.[1] ?? [],
  );
}
