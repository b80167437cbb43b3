import type { BilingualText } from '../../../platform/text.js';
import type { Field, ListField } from '../fields/field.types.js';
import { marksIn, nearest, type Mark } from './field-marks.js';
import type { Paragraph, PartRead } from './paragraphs.js';
import { paragraphFaults as faults } from './template-faults.js';

/** Tells what is wrong, and in which paragraph. */
export type Tell = (paragraph: Pick<Paragraph, 'number' | 'text'>, fault: BilingualText) => void;

interface Open {
  list: ListField;
  at: Paragraph;
}

/** A field, and the list in which alone it stands. */
interface Known {
  field: Field;
  list: string | null;
}

/** Holds the fields of one part against those of the kind. */
export class MarksCheck {
  private readonly known = new Map<string, Known>();
  private readonly open: Open[] = [];
  readonly used = new Set<string>();

  constructor(
    fields: readonly Field[],
    private readonly tell: Tell,
  ) {
    this.learn(fields, null);
  }

  check({ paragraphs, alternatives }: PartRead): void {
    for (const paragraph of paragraphs)
      for (const mark of marksIn(paragraph.text)) this.checkMark(mark, paragraph);
    for (const { at, list } of this.open.splice(0)) this.tell(at, faults.notClosed(list.name));
    for (const { paragraph, text, isPicture } of alternatives) {
      if (!/[{}]/.test(text)) continue;
      const at = paragraphs[paragraph - 1] ?? { number: paragraph, text: '' };
      const names = new Set(marksIn(text).map((mark) => (mark.kind === 'field' ? mark.name : '')));
      const [name = ''] = names;
      const isSound = names.size === 1 && this.known.get(name)?.field.kind === 'picture' && isPicture;
      if (isSound && /^(\{\s*\w+\s*\}\s*)+$/.test(text)) this.used.add(name);
      else this.tell(at, faults.alternative(text.slice(0, 40)));
    }
  }

  private learn(fields: readonly Field[], list: string | null): void {
    for (const field of fields) {
      this.known.set(field.name, { field, list });
      if (field.kind === 'list') this.learn(field.fields, field.name);
    }
  }

  private checkMark(mark: Mark, at: Paragraph): void {
    if (mark.kind === 'stray') return this.tell(at, faults.stray(mark.sign));
    if (mark.kind === 'malformed') return this.tell(at, faults.malformed(mark.text));
    const { name, kind } = mark;
    const known = this.known.get(name);
    if (!known) return this.tell(at, faults.unknown(name, nearest(name, this.known.keys())));
    this.used.add(name);
    if (kind === 'close') return this.close(known, at);
    if (known.list !== null && !this.open.some(({ list }) => list.name === known.list))
      return this.tell(at, faults.outside(name, known.list));
    const { field } = known;
    if (kind === 'open') {
      if (field.kind === 'list') this.open.push({ list: field, at });
      else this.tell(at, faults.isNoList(name));
    } else if (field.kind === 'list') this.tell(at, faults.isList(name));
    else if (field.kind === 'picture') this.tell(at, faults.isPicture(name));
  }

  private close({ field }: Known, at: Paragraph): void {
    if (field.kind !== 'list') return this.tell(at, faults.isNoList(field.name));
    const last = this.open.at(-1);
    if (!this.open.some(({ list }) => list === field)) return this.tell(at, faults.notOpen(field.name));
    if (last!.list !== field) {
      this.tell(at, faults.crossed(field.name, last!.list.name));
      while (this.open.pop()!.list !== field);
      return;
    }
    this.open.pop();
    if (!areTogether(last!.at, at)) this.tell(at, faults.apart(field.name));
  }
}

/** In one table, cell by cell; or in one cell, or in the text. */
function areTogether(open: Paragraph, close: Paragraph): boolean {
  if (open.inControl || close.inControl) return false;
  if (open.cell !== close.cell) return open.table !== null && open.table === close.table;
  return open.container === close.container;
}
