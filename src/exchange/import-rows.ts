import type { AgreementFile } from './file/agreement-file.js';
import { formatDay, labelOf, type Deadline } from '../calendar/deadline.js';
import type { BilingualText, Language } from '../platform/text.js';
import { isDeepStrictEqual } from 'node:util';
import { productKinds, type Product } from '../commitments/product.js';
import type { Indicator } from '../commitments/indicators/indicator.js';
import { formatFigure } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { Change, ImportReport, Kept } from './import.report.js';

/** Something that would be added, or that the file lacks. */
export interface ThingRow {
  thing: string;
  name: string;
}

/** One field of one thing: what it is now, and what the file says. */
export interface FieldRow extends ThingRow {
  field: string;
  from: string;
  to: string;
}

export interface ImportRows {
  created: ThingRow[];
  changed: FieldRow[];
  settled: FieldRow[];
  fixed: FieldRow[];
  missing: ThingRow[];
  /** Sectors and clauses of which only the place changes. */
  reordered: number;
}

/** The report of an import in the reader's words, grouped by what would happen. */
export function rowsOf(report: ImportReport, file: AgreementFile, language: Language): ImportRows {
  const tell = new Teller(file, language);
  const isNew = ({ path, from }: Change) => from === null && path.length <= 2 && !isField(path);
  const isPlace = ({ path }: Change) => path.at(-1) === 'position';
  const { changes, kept } = report;
  return {
    created: changes.filter((change) => isNew(change)).map((change) => tell.created(change)),
    changed: changes
      .filter((change) => !isNew(change) && !isPlace(change))
      .flatMap((change) => tell.fields(change, change.from, change.to)),
    settled: keptRows(kept, 'settled', tell),
    fixed: keptRows(kept, 'fixed', tell),
    missing: kept.filter(({ why }) => why === 'missing').map((item) => tell.missing(item)),
    reordered: changes.filter(isPlace).length,
  };
}

const lists = new Set(['parties', 'bodies', 'sectors', 'clauses']);
/** `['reportedOn']` and `['period', 'to']` are fields of the agreement; `['bodies', 'hn-so-y-te']` is a thing. */
const isField = ([first = '']: string[]) =>
  !lists.has(first) && first !== 'commitment' && first !== 'agreement';

function keptRows(kept: Kept[], why: Kept['why'], tell: Teller): FieldRow[] {
  return kept
    .filter((item) => item.why === why)
    .flatMap((item) => tell.fields({ code: item.code, path: item.what.split('.') }, item.present, item.said));
}

class Teller {
  private readonly t;
  private readonly bodies: Map<string, BilingualText>;
  private readonly parties: Map<string, BilingualText>;

  constructor(
    private readonly file: AgreementFile,
    private readonly language: Language,
  ) {
    this.t = words(language).agreements;
    this.bodies = new Map(file.bodies.map(({ code, name }) => [code, name]));
    this.parties = new Map(file.parties.map(({ code, name }) => [code, name]));
  }

  created({ code, path, to }: Change): ThingRow {
    const { things, counts } = this.t.imports;
    if (path[0] === 'agreement') {
      const { parties, bodies, sectors, clauses, commitments, kind, number, title } = this.file;
      const sizes = [parties, bodies, sectors, clauses, commitments].map(({ length }) => length) as Sizes;
      return {
        thing: things.agreement!,
        name: `${words(this.language).documentNumber(kind, number)}: ${title[this.language]} (${counts(...sizes)})`,
      };
    }
    if (path[0] === 'commitment') return { thing: `${things.commitment} ${code}`, name: this.value(to) };
    return { thing: `${things[path[0]!]} ${path[1]}`, name: this.value(to) };
  }

  missing({ code, present }: Kept): ThingRow {
    const [list = '', ...rest] = code.split('.');
    const { things } = this.t.imports;
    if (!lists.has(list)) return { thing: `${things.commitment} ${code}`, name: this.value(present) };
    return { thing: `${things[list]} ${rest.join('.')}`, name: '' };
  }

  /** A text that differs in both languages makes a row for each. */
  fields({ code, path }: Pick<Change, 'code' | 'path'>, from: unknown, to: unknown): FieldRow[] {
    if (isText(from) && isText(to)) {
      return (['vi', 'en'] as const)
        .filter((language) => from[language] !== to[language])
        .flatMap((language) =>
          this.fields({ code, path: [...path, language] }, from[language], to[language]),
        );
    }
    if (isUndated(from) || isUndated(to))
      return this.fieldsOfDue({ code, path }, from as Deadline, to as Deadline);
    if (path.at(-1) === 'product') return this.fieldsOfProduct({ code, path }, from, to);
    const { thing, name } = this.thingOf(code, path);
    return [
      { thing, name, field: this.fieldOf(path), from: this.value(from, path), to: this.value(to, path) },
    ];
  }

  private fieldsOfDue(change: Pick<Change, 'code' | 'path'>, from: Deadline, to: Deadline): FieldRow[] {
    const [was, is] = [labelOf(from), labelOf(to)].map((label) => label[this.language]);
    return [
      ...this.fieldsIfOther(change, was, is),
      ...this.fieldsIfOther({ ...change, path: ['undatedReason'] }, from.undated?.reason, to.undated?.reason),
    ];
  }

  private fieldsOfProduct(
    { code, path }: Pick<Change, 'code' | 'path'>,
    from: unknown,
    to: unknown,
  ): FieldRow[] {
    const [was, is] = [from as Product | null, to as Product | null];
    const side = path.slice(0, -1);
    return [
      ...this.fieldsIfOther({ code, path: [...side, 'productKind'] }, was?.kind, is?.kind),
      ...this.fieldsIfOther({ code, path: [...side, 'productText'] }, was?.text, is?.text),
      ...this.fieldsIfOther({ code, path: [...side, 'recipient'] }, was?.recipient, is?.recipient),
    ];
  }

  private indicator({ name, target, unit, adds }: Indicator): string {
    const said = target === null ? unit : `${formatFigure(target, this.language)} ${unit}`;
    const { adds: how } = words(this.language).commitment.indicators;
    return `${name[this.language]} (${said}, ${how[adds]})`;
  }

  private fieldsIfOther(change: Pick<Change, 'code' | 'path'>, from: unknown, to: unknown): FieldRow[] {
    return isDeepStrictEqual(from, to) ? [] : this.fields(change, from, to);
  }

  private thingOf(code: string, path: string[]): ThingRow {
    const { things } = this.t.imports;
    if (lists.has(path[0]!) && path.length > 1) {
      const name = this.bodies.get(path[1]!) ?? this.parties.get(path[1]!);
      return { thing: `${things[path[0]!]} ${path[1]}`, name: name?.[this.language] ?? '' };
    }
    if (code === this.file.slug)
      return { thing: words(this.language).documentNumber(this.file.kind, this.file.number), name: '' };
    const title = this.file.commitments.find((commitment) => commitment.code === code)?.title;
    // Of a title that is told itself there is no need to tell it twice.
    const name = path[0] === 'title' ? '' : (title?.[this.language] ?? '');
    return { thing: `${things.commitment} ${code}`, name };
  }

  private fieldOf(path: string[]): string {
    const { fields } = this.t.imports;
    const language = path.at(-1) === 'vi' || path.at(-1) === 'en' ? path.at(-1)! : null;
    const named = language ? path.slice(0, -1) : path;
    const side = named[0] === 'sides' ? this.parties.get(named[1]!)?.[this.language] : undefined;
    const last = named.at(-1)!;
    const word = fields[last] ?? (named[0] === 'sides' ? fields.sides! : last);
    return [side, language ? `${word} (${fields[language]})` : word].filter(Boolean).join(': ');
  }

  private value(value: unknown, path: string[] = []): string {
    const { imports, kinds } = this.t;
    if (value === null || value === undefined || value === '') return imports.none;
    if (typeof value === 'boolean') return value ? imports.yes : imports.no;
    if (Array.isArray(value)) return value.map((item) => this.value(item)).join(', ') || imports.none;
    if (isText(value)) return value[this.language];
    if (isDue(value)) return labelOf(value)[this.language];
    if (isIndicator(value)) return this.indicator(value);
    if (typeof value === 'object')
      return this.value(
        (value as { name?: unknown; summary?: unknown }).name ?? (value as { summary?: unknown }).summary,
      );
    const text = `${value as string | number}`;
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(text);
    if (path.length === 1 && path[0] === 'kind') return kinds[text] ?? text;
    if (path.at(-1) === 'productKind') return productKindIn(text, this.language);
    return (this.bodies.get(text) ?? this.parties.get(text))?.[this.language] ?? text;
  }
}

function productKindIn(text: string, language: Language): string {
  const kind = productKinds.find((each) => each === text);
  return kind ? words(language).commitment.product.kinds[kind] : text;
}

type Sizes = [number, number, number, number, number];

function isText(value: unknown): value is BilingualText {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}

function isIndicator(value: unknown): value is Indicator {
  return typeof value === 'object' && value !== null && 'adds' in value && 'unit' in value;
}

function isUndated(value: unknown): boolean {
  return isDue(value) && value.undated !== undefined;
}

function isDue(value: unknown): value is Deadline {
  return typeof value === 'object' && value !== null && 'precision' in value;
}
