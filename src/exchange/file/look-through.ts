import { CST, Lexer } from 'yaml';

/** Says what is wrong at an offset of the text. */
export type Refuse = (offset: number, en: string, vi: string) => never;

const DEEPEST = 30;

/**
 * Before anything is built of a text: no anchor and no alias, of which a few lines unfold without end; no list or group as a
 * key, which is written out anew at each level; no towers, in brackets or in columns, which take all of the stack.
 */
export function lookThrough(text: string, refuse: Refuse): void {
  const columns = new Columns();
  let [offset, brackets, isContent, isAfterGroup] = [0, 0, false, false];
  for (const token of new Lexer().lex(text)) {
    const type = isContent ? 'content' : CST.tokenType(token);
    isContent = token === CST.SCALAR;
    // Marks between tokens stand for no text.
    if (isMark(token)) continue;
    if (type === 'anchor' || type === 'alias') refuse(offset, ...words.anchor);
    if (type === 'explicit-key-ind' || (isAfterGroup && type === 'map-value-ind'))
      refuse(offset, ...words.key);
    if (type === 'flow-map-start' || type === 'flow-seq-start') brackets += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') brackets -= 1;
    if (brackets + columns.after(token, type) > DEEPEST) refuse(offset, ...words.deep);
    if (!isBetween(type)) isAfterGroup = type === 'flow-map-end' || type === 'flow-seq-end';
    offset += token.length;
  }
}

/** Groups without brackets are as deep as the columns at which they begin, each right of the one before. */
class Columns {
  private readonly open: number[] = [];
  private column = 0;
  private isFirst = true;

  /** @returns how many are open */
  after(token: string, type: Type): number {
    if (type === 'seq-item-ind' || (this.isFirst && !isBetween(type))) this.begin();
    if (!isBetween(type)) this.isFirst = false;
    const lineEnd = token.lastIndexOf('\n');
    if (lineEnd === -1) this.column += token.length;
    else [this.column, this.isFirst] = [token.length - lineEnd - 1, true];
    return this.open.length;
  }

  private begin(): void {
    while (this.open.length > 0 && this.open.at(-1)! > this.column) this.open.pop();
    if (this.open.at(-1) !== this.column) this.open.push(this.column);
  }
}

type Type = ReturnType<typeof CST.tokenType> | 'content';

const isMark = (token: string) => token === CST.SCALAR || token === CST.DOCUMENT || token === CST.FLOW_END;
const isBetween = (type: Type) => type === 'space' || type === 'newline' || type === 'comment';

/** In English, then in Vietnamese. */
const words = {
  anchor: [
    'anchors (&) and aliases (*) are not accepted: write the value itself, in quotes if it begins with one of these',
    'không nhận neo (&) và tham chiếu (*): hãy viết thẳng giá trị, đặt trong dấu nháy nếu giá trị bắt đầu bằng ký tự đó',
  ],
  key: [
    'keys must be words: not after a question mark, and not a list or a group',
    'khóa phải là một từ: không đặt sau dấu hỏi, không phải danh sách hay nhóm',
  ],
  deep: ['nested too deeply', 'lồng nhau quá sâu'],
} satisfies Record<string, [string, string]>;
