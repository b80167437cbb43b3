import type { CellValue } from 'hucre';
import type { Deadline } from '../../calendar/deadline.js';
import { MOST_REASON, MOST_STATEMENT_TEXT } from '../../commitments/statement.js';
import type { Product } from '../../commitments/product.js';
import { productKinds, MOST_PRODUCT_TEXT } from '../../commitments/product.js';
import type { Status } from '../../commitments/commitment.types.js';
import { fold } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { readCell, readText } from '../reading/cells.js';
import type { FaultKind, RowFault } from '../sheet.types.js';
import { deadlineOf } from './deadline-of-cell.js';
import { statusOfWord } from './headings.js';
import type { KnownBody, OwnContext } from './own-context.js';
import { faultText } from './own-faults.js';
import type { OwnCell, OwnField, OwnLine } from './own.types.js';

/** As long as a title of an agreement file may be. */
const MOST_TITLE = 2000;

/** What a row says, as far as it can be read. */
export interface OwnFacts {
  title: string;
  sector: string | null;
  lead: KnownBody | null;
  cooperating: KnownBody[];
  product: Product | null;
  due: Deadline | null;
  status: Status | null;
  /** As sheets have it; empty where the row does not say. */
  percent: string;
  doneOn: string;
  /** The document that the row names as evidence, in words; empty where it names none. */
  evidence: string;
  texts: Partial<Record<'results' | 'difficulties' | 'proposals' | 'nextSteps', string>>;
  faults: RowFault[];
}

/** Reads a row. Nothing is guessed: what cannot be read for certain is a fault of its cell. */
export function factsOf(line: OwnLine, context: OwnContext): OwnFacts {
  const reader = new RowReader(line, context);
  const title = reader.text('title', MOST_TITLE);
  if (title === '' && !line.cells.title) reader.fault('no_title', 'title', faultText.noTitle);
  const status = reader.status();
  const facts: OwnFacts = {
    title,
    sector: reader.sector(),
    lead: reader.lead(),
    cooperating: reader.cooperating(),
    product: reader.product(),
    due: reader.due(),
    status,
    percent: reader.percent(status),
    doneOn: reader.stated('doneOn'),
    evidence: reader.evidence(),
    texts: {},
    faults: reader.faults,
  };
  for (const field of ['results', 'difficulties', 'proposals', 'nextSteps'] as const) {
    const text = reader.text(field, MOST_STATEMENT_TEXT);
    if (text !== '') facts.texts[field] = text;
  }
  if (status === 'completed' && facts.evidence === '')
    reader.fault('done_without_evidence', 'evidenceNumber', faultText.noEvidence);
  return facts;
}

class RowReader {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly line: OwnLine,
    private readonly context: OwnContext,
  ) {}

  fault(kind: FaultKind, field: OwnField, message: RowFault['message']): void {
    this.faults.push({ cell: cellOf(this.line, field, this.context), kind, message });
  }

  /** @param most characters */
  text(field: OwnField, most: number): string {
    const cell = this.plain(field);
    if (!cell) return '';
    const read = readText(cell.text, most);
    if ('value' in read) return read.value;
    this.fault(read.kind, field, read.message);
    return '';
  }

  /** A cell with something in it that nobody computed. */
  private plain(field: OwnField): OwnCell | null {
    const cell = this.line.cells[field];
    if (!cell) return null;
    if (cell.kind !== 'formula' && cell.kind !== 'error') return cell.text === '' ? null : cell;
    this.fault('formula', field, cell.kind === 'formula' ? faultText.formula : faultText.brokenFormula);
    return null;
  }

  status(): Status | null {
    const cell = this.plain('status');
    if (!cell) return null;
    const said = ofOwnWords(this.context.mapping.statuses, cell.text);
    const status = said === undefined ? statusOfWord(cell.text) : said;
    if (status) return status;
    this.fault('unknown_status', 'status', faultText.unknownStatus(beginning(cell.text)));
    return null;
  }

  sector(): string | null {
    const cell = this.plain('sector');
    const { sectors, mapping } = this.context;
    if (!cell) {
      const byCode = /^(\d{1,3})\.\d{2,3}$/.exec(this.line.cells.code?.text ?? '')?.[1];
      const sector = (byCode && sectors.get(byCode)) ?? mapping.sector;
      if (!sector) this.fault('no_sector', 'sector', faultText.noSector);
      return sector ?? null;
    }
    const sector = sectors.get(fold(cell.text));
    if (!sector) this.fault('no_sector', 'sector', faultText.unknownSector(beginning(cell.text)));
    return sector ?? null;
  }

  lead(): KnownBody | null {
    const cell = this.plain('leadBody');
    if (!cell) {
      if (!this.line.cells.leadBody) this.fault('owner_no_body', 'leadBody', faultText.noLead);
      return null;
    }
    return this.body(cell.text, 'leadBody', 'owner_no_body');
  }

  cooperating(): KnownBody[] {
    const cell = this.plain('cooperatingBodies');
    if (!cell) return [];
    const names = this.context.bodies.has(fold(cell.text)) ? [cell.text] : cell.text.split(/[;\n]+/);
    const bodies = names
      .filter((name) => name.trim() !== '')
      .flatMap((name) => this.body(name.trim(), 'cooperatingBodies', 'unknown_cooperating') ?? []);
    return [...new Set(bodies)];
  }

  private body(name: string, field: OwnField, kind: FaultKind): KnownBody | null {
    const body = this.context.bodies.get(fold(name));
    if (body && (body.lastDay === null || body.lastDay >= this.context.today)) return body;
    const message = body ? faultText.endedBody(body) : faultText.noSuchBody(beginning(name));
    this.fault(kind, field, message);
    return null;
  }

  due(): Deadline | null {
    const cell = this.line.cells.due;
    const read = deadlineOf(cell, this.context.period);
    if ('due' in read) return read.due;
    this.fault(
      read.fault,
      'due',
      faultText.deadline[read.fault](beginning(cell?.text ?? ''), this.context.period),
    );
    return null;
  }

  /** Taken only with the body to which it goes: without one, nobody could say when it is there. */
  product(): Product | null {
    const text = this.text('product', MOST_PRODUCT_TEXT);
    const recipient = this.text('evidenceRecipient', MOST_PRODUCT_TEXT);
    if (text === '' || recipient === '') return null;
    const labels = words('vi').commitment.product.kinds;
    const kind = productKinds.find((each) => fold(text).startsWith(fold(labels[each]))) ?? 'other';
    return { kind, text: { vi: text, en: text }, recipient };
  }

  /** A whole number from 2 to 100 is a percent, less than 1 a share; 1 alone is either. */
  percent(status: Status | null): string {
    const cell = this.plain('percent');
    if (!cell) return '';
    const number = cell.kind === 'number' ? Number(cell.text) : NaN;
    if (number === 1 && status !== 'completed') {
      this.fault('percent', 'percent', faultText.oneOrAll);
      return '';
    }
    return this.stated('percent', Number.isInteger(number) && number > 1 ? cell.text : undefined);
  }

  /** A day or a percent as reports have it. @param text instead of what stands in the cell */
  stated(field: 'doneOn' | 'percent', text?: string): string {
    const cell = this.plain(field);
    if (!cell) return '';
    const read = readCell(field, text ?? valueOf(cell), undefined);
    if ('value' in read) return read.value;
    this.fault(read.kind, field, read.message);
    return '';
  }

  /** `1077/SKHĐT, 12/10/2019, gửi UBND tỉnh`: as the sheet has it. */
  evidence(): string {
    const number = this.text('evidenceNumber', MOST_REASON / 4);
    const [day, recipient] = [this.dayAsWritten(), this.text('evidenceRecipient', MOST_REASON / 4)];
    if (number === '') return '';
    return [number, day, recipient && `gửi ${recipient}`].filter(Boolean).join(', ');
  }

  private dayAsWritten(): string {
    const cell = this.plain('evidenceDate');
    return cell?.kind === 'day' ? cell.text.split('-').reverse().join('/') : (cell?.text.slice(0, 40) ?? '');
  }
}

function valueOf({ kind, text }: OwnCell): CellValue {
  if (kind === 'day') return new Date(`${text}T00:00:00Z`);
  return kind === 'number' ? Number(text) : text;
}

/** What somebody said of a word of the sheet; undefined where nobody has. */
function ofOwnWords<Meaning>(said: Record<string, Meaning>, text: string): Meaning | undefined {
  const key = fold(text);
  return Object.entries(said).find(([word]) => fold(word) === key)?.[1];
}

/** `F12`: of a field without a column, the cell that names the row. */
export function cellOf({ row }: OwnLine, field: OwnField, { mapping: { columns } }: OwnContext): string {
  return `${columns[field] ?? columns.title ?? columns.code ?? 'A'}${row}`;
}

const beginning = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
