import { strFromU8, unzipSync } from 'fflate';
import type { BilingualText } from '../../../platform/text.js';
import { FOOT_FIELD } from '../fields/common.fields.js';
import type { Field } from '../fields/field.types.js';
import { MarksCheck, type Tell } from './check-marks.js';
import { readPart, type PartRead } from './paragraphs.js';
import { NotXml, scan } from './scan.js';
import { contentFaults, fileFaults, paragraphFaults } from './template-faults.js';

/** Kinds of relations that a document of words, tables and pictures has. */
const RELATIONS =
  /\/(officeDocument|(core|extended|custom)-properties|thumbnail|styles|stylesWithEffects|settings|webSettings|fontTable|theme|numbering|header|footer|footnotes|endnotes|image|hyperlink|customXml|customXmlProps|font|people|glossaryDocument)$/;
const PARTS = /\.(xml|rels|png|jpe?g|gif|odttf|ttf)$/i;
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const ACTIVE = [
  'object',
  'OLEObject',
  'control',
  'altChunk',
  'subDoc',
  'mailMerge',
  'attachedTemplate',
  'script',
];
const CHANGES = ['ins', 'del', 'moveFrom', 'moveTo', 'commentReference', 'commentRangeStart'];
const INSTRUCTIONS =
  /^\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF|REF|TOC|SEQ|STYLEREF|HYPERLINK\s+\\l)\b/i;

/**
 * What is wrong with a template, each with its paragraph where it has one: all of it, not the first alone.
 * @param docx whose directory was looked at before
 * @returns nothing where it is sound
 */
export function faultsOfTemplate(docx: Uint8Array, fields: readonly Field[]): BilingualText[] {
  const check = new TemplateCheck(fields);
  try {
    check.package(unzipSync(docx));
  } catch (error) {
    // Whatever a reader says of it: no office program has written it.
    return [error instanceof NotXml ? fileFaults.encoding : fileFaults.cutOff];
  }
  return check.faults;
}

class TemplateCheck {
  readonly faults: BilingualText[] = [];
  private readonly used = new Set<string>();

  constructor(private readonly fields: readonly Field[]) {}

  package(parts: Record<string, Uint8Array>): void {
    const texts = new Map<string, string>();
    for (const [name, bytes] of Object.entries(parts)) {
      if (name.endsWith('/')) continue;
      if (!PARTS.test(name)) this.faults.push(contentFaults.embedded(shortened(name)));
      if (/\.(xml|rels)$/i.test(name)) texts.set(name, asText(bytes));
    }
    const types = texts.get('[Content_Types].xml') ?? '';
    if (!types.includes(`"${MAIN}"`)) this.faults.push(fileFaults.otherKind);
    if (/macroEnabled|vbaProject/i.test(types)) this.faults.push(fileFaults.macros);
    for (const [name, xml] of texts) if (name.endsWith('.rels')) this.relations(xml);
    if (this.faults.length > 0) return;
    for (const [name, xml] of texts) this.part(name, xml);
    if (this.faults.length === 0 && !this.used.has(FOOT_FIELD)) this.faults.push(contentFaults.noFoot);
  }

  private relations(xml: string): void {
    scan(xml, {
      open: ({ name, attributes: { Type = '', TargetMode, Target = '' } }) => {
        if (name !== 'Relationship') return;
        const leadsOut = TargetMode?.toLowerCase() === 'external' || /^[a-z]+:|^\\\\|^\/\//i.test(Target);
        if (leadsOut) this.faults.push(contentFaults.external(shortened(Target)));
        else if (!RELATIONS.test(Type))
          this.faults.push(
            /comments/i.test(Type)
              ? contentFaults.changes
              : contentFaults.embedded(shortened(Target || Type)),
          );
      },
    });
  }

  private part(name: string, xml: string): void {
    const found = /^word\/(document|header|footer|footnotes|endnotes)\d*\.xml$/.exec(name)?.[1];
    if (!found) return this.otherPart(name, xml);
    const read = readPart(xml);
    this.elements(read);
    const tell: Tell = ({ number, text }, fault) => this.faults.push(placed(found, { number, text }, fault));
    for (const { paragraph, text } of read.instructions)
      if (!INSTRUCTIONS.test(text)) {
        const at = read.paragraphs[paragraph - 1] ?? { number: paragraph, text: '' };
        tell(at, paragraphFaults.instruction(shortened(text.trim())));
      }
    if (found === 'footnotes' || found === 'endnotes') {
      for (const paragraph of read.paragraphs)
        if (/[{}]/.test(paragraph.text)) tell(paragraph, paragraphFaults.notFilled);
      return;
    }
    const marks = new MarksCheck(this.fields, tell);
    marks.check(read);
    for (const field of marks.used) this.used.add(field);
  }

  private elements({ elements }: PartRead): void {
    for (const name of ACTIVE) if (elements.has(name)) this.faults.push(contentFaults.embedded(name));
    if (CHANGES.some((name) => elements.has(name))) this.faults.push(contentFaults.changes);
  }

  /** Settings, styles and the like: nothing in them that leads out or runs. */
  private otherPart(name: string, xml: string): void {
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new NotXml(name);
    if (!name.startsWith('word/')) return;
    scan(xml, {
      open: (element) => {
        if (ACTIVE.includes(element.name)) this.faults.push(contentFaults.embedded(element.name));
      },
    });
  }
}

/** UTF-8 alone: whatever reads it later reads the same. @throws NotXml */
function asText(bytes: Uint8Array): string {
  const text = strFromU8(bytes);
  if (text.includes('\u0000') || text.includes('\u{FFFD}')) throw new NotXml('not UTF-8');
  if (/^\s*<\?xml[^>]*encoding=["'](?!utf-8["'])/i.test(text)) throw new NotXml('another encoding');
  return text;
}

const places: Record<string, BilingualText> = {
  document: { vi: 'Đoạn', en: 'Paragraph' },
  header: { vi: 'Đầu trang, đoạn', en: 'Header, paragraph' },
  footer: { vi: 'Chân trang, đoạn', en: 'Footer, paragraph' },
  footnotes: { vi: 'Cước chú, đoạn', en: 'Footnotes, paragraph' },
  endnotes: { vi: 'Chú thích cuối, đoạn', en: 'Endnotes, paragraph' },
};

/** `Đoạn 12 (“Kết quả thực hiện…”): …` */
function placed(
  part: string,
  { number, text }: { number: number; text: string },
  fault: BilingualText,
): BilingualText {
  const beginning = shortened(text.replace(/\s+/g, ' ').trim());
  const quoted = beginning === '' ? '' : ` (“${beginning}”)`;
  const { vi, en } = places[part]!;
  return { vi: `${vi} ${number}${quoted}: ${fault.vi}`, en: `${en} ${number}${quoted}: ${fault.en}` };
}

const shortened = (text: string) => (text.length > 48 ? `${text.slice(0, 47)}…` : text);
