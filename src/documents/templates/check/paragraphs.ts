import { scan } from './scan.js';

/** A paragraph as its author sees it. */
export interface Paragraph {
  /** Counted from the beginning of its part, those in tables too. */
  number: number;
  text: string;
  /** In which body, cell, text box it stands: paragraphs of the same one are beside each other. */
  container: number;
  /** Its cell and table, innermost; null outside of one. */
  cell: number | null;
  table: number | null;
  /** In a content control, where nothing can be repeated. */
  inControl: boolean;
}

/** The alternative text of a picture or a shape. */
export interface Alternative {
  paragraph: number;
  text: string;
  isPicture: boolean;
}

export interface PartRead {
  paragraphs: Paragraph[];
  alternatives: Alternative[];
  /** Instructions of fields that programs work out, such as ` PAGE `. */
  instructions: { paragraph: number; text: string }[];
  /** Names of all elements that were met. */
  elements: Set<string>;
}

const containers = new Set([
  'body',
  'hdr',
  'ftr',
  'tc',
  'txbxContent',
  'sdtContent',
  'footnote',
  'endnote',
  'comment',
]);

/** @throws NotXml */
export function readPart(xml: string): PartRead {
  const reader = new PartReader();
  scan(xml, reader);
  reader.end();
  return reader.read;
}

class PartReader {
  readonly read: PartRead = { paragraphs: [], alternatives: [], instructions: [], elements: new Set() };
  private readonly stack: { name: string; id: number }[] = [];
  private readonly within: Paragraph[] = [];
  private readonly instructions: string[] = [];
  private readonly depths: number[] = [];
  private ids = 0;
  private drawing: Alternative | null = null;

  open({ name, attributes }: { name: string; attributes: Record<string, string> }): void {
    this.read.elements.add(name);
    const isParagraph = name === 'p' && this.stack.some((one) => containers.has(one.name));
    if (isParagraph) this.begin();
    this.stack.push({ name, id: (this.ids += 1) });
    const paragraph = this.within.at(-1)?.number ?? 0;
    if (name === 'br' || name === 'tab' || name === 'cr') this.add(' ');
    if (name === 'docPr' && (attributes.descr ?? attributes.title) !== undefined)
      this.read.alternatives.push(
        (this.drawing = {
          paragraph,
          text: [attributes.descr, attributes.title].filter(Boolean).join(' '),
          isPicture: false,
        }),
      );
    if (name === 'pic' && this.drawing) this.drawing.isPicture = true;
    if (name === 'fldSimple') this.read.instructions.push({ paragraph, text: attributes.instr ?? '' });
    if (name === 'fldChar' && attributes.fldCharType === 'begin') this.instructions.push('');
    if (name === 'fldChar' && (attributes.fldCharType === 'separate' || attributes.fldCharType === 'end'))
      this.endInstruction(attributes.fldCharType === 'end');
  }

  close(name: string): void {
    this.stack.pop();
    if (name === 'drawing') this.drawing = null;
    if (name === 'p' && this.within.length > 0 && this.stack.length === this.depths.at(-1)) {
      this.within.pop();
      this.depths.pop();
    }
  }

  /** Instructions that nothing has ended are read by some programs all the same. */
  end(): void {
    while (this.instructions.length > 0) this.endInstruction(true);
  }

  text(text: string): void {
    const own = this.stack.at(-1)?.name;
    if (own === 't') this.add(text);
    if (own === 'instrText' || own === 'delInstrText') {
      if (this.instructions.length === 0) this.instructions.push('');
      this.instructions[this.instructions.length - 1] += text;
    }
  }

  private begin(): void {
    const innermost = (...names: string[]) =>
      this.stack.findLast(({ name }) => names.includes(name))?.id ?? null;
    const paragraph: Paragraph = {
      number: this.read.paragraphs.length + 1,
      text: '',
      container: innermost(...containers)!,
      cell: innermost('tc'),
      table: innermost('tbl'),
      inControl: innermost('sdtContent') !== null,
    };
    this.read.paragraphs.push(paragraph);
    this.within.push(paragraph);
    this.depths.push(this.stack.length);
  }

  private add(text: string): void {
    const paragraph = this.within.at(-1);
    if (paragraph) paragraph.text += text;
  }

  private endInstruction(isEnd: boolean): void {
    const text = isEnd ? this.instructions.pop() : this.instructions.at(-1);
    if (!text) return;
    if (!isEnd) this.instructions[this.instructions.length - 1] = '';
    this.read.instructions.push({ paragraph: this.within.at(-1)?.number ?? 0, text });
  }
}
