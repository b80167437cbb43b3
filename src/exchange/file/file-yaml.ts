import { isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { composed, hasTowerOfMarks, showsNothing } from '../../platform/text.js';
import { lookThrough, type Refuse } from './look-through.js';
import { AgreementFileError, type FilePath, type Place } from './file-faults.js';

const MOST_FAULTS = 20;

/** The contents of a YAML or JSON text, and where in it each part stands. */
export interface ReadText {
  content: unknown;
  /** Line and column of the deepest part of the path that is there. */
  placeOf: (path: FilePath) => Place;
}

/**
 * Reads a text that nobody vouches for. What could make much of little is not taken: see `lookThrough`.
 * @throws AgreementFileError with line and column of what cannot be read
 */
export function readText(text: string, file: string): ReadText {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refuse = (offset: number, en: string, vi: string): never => {
    const { line, column } = placeIn(text, offset);
    throw new AgreementFileError([{ file, line, column, path: [], reason: en, text: { vi, en } }]);
  };
  lookThrough(text, refuse);
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const faults = document.errors.slice(0, MOST_FAULTS).map(({ pos, message }) => {
    const reason = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
    return {
      file,
      ...at(pos[0]),
      path: [],
      reason,
      text: { vi: `không đọc được YAML: ${reason}`, en: reason },
    };
  });
  if (faults.length > 0) throw new AgreementFileError(faults);
  lookOver(document, refuse);
  return { content: tidied(document.toJS()), placeOf: (path) => placeOf(document, at, path) };
}

/** Keys that stand twice, of which the later would count; and text that takes the square of its length to bring into NFC. */
function lookOver(document: Document, refuse: Refuse): void {
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : key;
        if (seen.has(name))
          refuse(startOf(key), `${String(name)} appears twice`, `${String(name)} xuất hiện hai lần`);
        seen.add(name);
      }
    },
    Scalar: (_, scalar) => {
      if (typeof scalar.value !== 'string' || !hasTowerOfMarks(scalar.value)) return;
      refuse(startOf(scalar), 'more than 30 marks on one letter', 'quá 30 dấu trên một chữ');
    },
  });
}

const startOf = (node: unknown) => (node as { range?: [number, number, number] }).range?.[0] ?? 0;

function placeIn(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

function placeOf(document: Document, at: (offset: number) => Place, path: FilePath): Place {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return at(keyOf(document, path.slice(0, depth)) ?? node.range[0]);
  }
  return { line: 1, column: 1 };
}

/** Where a mapping's entry holds more than a word it is found by its key: the value may begin lines below. */
function keyOf(document: Document, path: FilePath): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const value = document.getIn(path, true);
  if (!isMap(parent) || isScalar(value)) return undefined;
  const key = parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))?.key;
  return (key as { range?: [number, number, number] } | undefined)?.range?.[0];
}

/** Where nothing shows there is nothing, as in forms; white space of a file's own stays. */
function readable(text: string): string {
  return showsNothing(text) ? '' : composed(text, text.length).replace(/\r\n?/g, '\n');
}

/** All text in NFC with plain line ends, as everywhere in the program; escapes in quotes can hold other forms. */
function tidied(value: unknown): unknown {
  if (typeof value === 'string') return readable(value);
  if (Array.isArray(value)) return value.map(tidied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [composed(key, key.length), tidied(item)]),
  );
}
