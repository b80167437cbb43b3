import ts from 'typescript';
import { nodesOf, placeAt, placeOf, type Source } from './sources.js';
import { sqlTextsOf, type SqlText } from './sql-texts.js';

/** A table, and where in the sources it is named. */
export interface Mention {
  table: string;
  place: string;
}

/** Every table that the migrations make and leave, where they make it. */
export function tablesOf(migrations: Source[]): Map<string, string> {
  const tables = new Map<string, string>();
  for (const migration of migrations)
    for (const { text, start } of sqlTextsOf(migration)) {
      for (const { 1: table, index } of text.matchAll(/\bcreate table (?:if not exists )?(\w+)/g))
        tables.set(table!, placeAt(migration, start + index));
      for (const { 1: table } of text.matchAll(/\bdrop table (?:if exists )?(\w+)/g)) tables.delete(table!);
      for (const { 1: table, 2: name, index } of text.matchAll(/\balter table (\w+) rename to (\w+)/g)) {
        tables.delete(table!);
        tables.set(name!, placeAt(migration, start + index));
      }
    }
  return tables;
}

/** Tables of entities (`tableName`), and those between two of them (`pivotTable('…')`). */
export function entityTablesOf(source: Source): Mention[] {
  return nodesOf(source.tree).flatMap((node) => {
    const said = ts.isPropertyAssignment(node)
      ? { by: node.name, table: node.initializer }
      : ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
        ? { by: node.expression.name, table: node.arguments[0] }
        : null;
    if (!said?.table || !ts.isStringLiteral(said.table)) return [];
    if (!['tableName', 'pivotTable'].includes(said.by.getText(source.tree))) return [];
    return [{ table: said.table.text, place: placeOf(source, said.table) }];
  });
}

/** The tables that a file's SQL reads or writes. */
export function mentionsOf(source: Source, tables: ReadonlySet<string>): Mention[] {
  const inSql = sqlTextsOf(source).flatMap((sql) =>
    namesIn(sql).map(({ name, at }) => ({ table: name, place: placeAt(source, at) })),
  );
  return [...inSql, ...handedOver(source, tables)].filter(({ table }) => tables.has(table));
}

interface Name {
  name: string;
  at: number;
}

const notAnAlias =
  'join|left|right|full|inner|cross|natural|on|using|where|group|order|limit|for|set|values|select|returning|union|default';
const named = `"?\\w+"?(?:\\s+(?:as\\s+)?(?!(?:${notAnAlias})\\b)\\w+)?`;
/** Where SQL names a table; a list may follow: `from reminder r, digest d`. */
const namings = new RegExp(
  `\\b(?:from|join|into|update|using|table|truncate|references)\\s+(?:only\\s+)?(${named}(?:\\s*,\\s*${named})*)`,
  'gi',
);

function namesIn({ text, start }: SqlText): Name[] {
  const found = [...text.matchAll(namings)].flatMap(({ 0: all, 1: list, index }) => {
    const first = start + index + all.length - list!.length;
    return [...list!.matchAll(/(?<=^"?|,\s*"?)\w+/g)].map((each) => ({
      name: each[0],
      at: first + each.index,
    }));
  });
  return [...found, ...fragment(text, start)];
}

/** What is put after a `from` elsewhere: a name alone, or one with what is joined to it. */
function fragment(text: string, start: number): Name[] {
  const found = /^\s*(\w+)(?:\s*$|\s+(?:as\s+)?\w+\s+(?:(?:left|right|full|inner|cross)\s+)*join\b)/.exec(
    text,
  );
  return found ? [{ name: found[1]!, at: start + found[0].indexOf(found[1]!) }] : [];
}

/**
 * Strings that are just a table's name, on their way into SQL: in files that make SQL of names, or have one that is no
 * everyday word (`access_token`); elsewhere `role` and `body` are just words.
 */
function handedOver(source: Source, tables: ReadonlySet<string>): Mention[] {
  const strings = nodesOf(source.tree)
    .filter(ts.isStringLiteral)
    .filter(({ text }) => tables.has(text));
  const areNames = /\bsql\.(table|raw)\(/.test(source.text) || strings.some(({ text }) => text.includes('_'));
  return areNames ? strings.map((node) => ({ table: node.text, place: placeOf(source, node) })) : [];
}
