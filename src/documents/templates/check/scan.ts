/** The file is not XML that an office program would have written. */
export class NotXml extends Error {}

export interface Element {
  /** Without its prefix. */
  name: string;
  attributes: Record<string, string>;
}

/** What is met on the way through a part, in its order. */
export interface Visitor {
  open?(element: Element, depth: number): void;
  close?(name: string, depth: number): void;
  text?(text: string): void;
}

const TAG = /<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/y;
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/u;
const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const MOST_DEPTH = 110;

/**
 * Walks through a part, strictly: what is not well formed, has a type of its own (DOCTYPE, with which texts can be multiplied), sections of
 * raw text or instructions to other programs is refused, so that every later reader sees what was seen here.
 * @throws NotXml
 */
export function scan(xml: string, visitor: Visitor): void {
  const open: string[] = [];
  let at = xml.startsWith('\u{FEFF}') ? 1 : 0;
  at += /^<\?xml[^<>?]*\?>/.exec(xml.slice(at, at + 200))?.[0].length ?? 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const text = xml.slice(at, next < 0 ? xml.length : next);
    if (text !== '') {
      if (open.length === 0 && text.trim() !== '') throw new NotXml('text outside the document');
      visitor.text?.(unescaped(text));
    }
    if (next < 0) break;
    at = xml.startsWith('<!--', next) ? afterComment(xml, next) : tag(xml, next, { open, visitor });
  }
  if (open.length > 0) throw new NotXml(`${open.at(-1)} is not closed`);
}

function afterComment(xml: string, at: number): number {
  const end = xml.indexOf('-->', at + 4);
  if (end < 0) throw new NotXml('a comment has no end');
  return end + 3;
}

/** @returns where it goes on */
function tag(xml: string, at: number, { open, visitor }: { open: string[]; visitor: Visitor }): number {
  TAG.lastIndex = at;
  const found = TAG.exec(xml)?.[0];
  if (!found || /^<[!?]/.test(found)) throw new NotXml(`cannot be read at ${at}`);
  const isEnd = found[1] === '/';
  const full = NAME.exec(found.slice(isEnd ? 2 : 1))?.[0];
  if (!full) throw new NotXml(`no name at ${at}`);
  const name = full.slice(full.indexOf(':') + 1);
  if (isEnd) {
    if (open.pop() !== full) throw new NotXml(`${full} is closed and not open`);
    visitor.close?.(name, open.length);
  } else {
    if (open.length >= MOST_DEPTH) throw new NotXml('too deep');
    visitor.open?.({ name, attributes: attributesOf(found, full.length + 1) }, open.length);
    if (found.endsWith('/>')) visitor.close?.(name, open.length);
    else open.push(full);
  }
  return at + found.length;
}

/** Under their names without a prefix. */
function attributesOf(found: string, from: number): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  ATTRIBUTE.lastIndex = from;
  for (let one = ATTRIBUTE.exec(found); one; one = ATTRIBUTE.exec(found)) {
    const [, name = '', double, single = ''] = one;
    if (name.startsWith('xmlns')) continue;
    attributes[name.slice(name.indexOf(':') + 1)] = unescaped(double ?? single);
  }
  return attributes;
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8})?;?/gi, (all, name: string | undefined) => {
    if (!name || !all.endsWith(';')) throw new NotXml('a sign that stands for nothing');
    if (!name.startsWith('#')) {
      const sign = signs[name];
      if (sign === undefined) throw new NotXml(`&${name}; stands for nothing`);
      return sign;
    }
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (code > 0x10ffff) throw new NotXml('no such letter');
    return String.fromCodePoint(code);
  });
}
