import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Icon, type IconName } from '../../web/components/icon.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { periodName } from '../../calendar/reporting-period.js';
import { formatFigure, formatPercent } from '../../web/format.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import { formatDay } from '../../calendar/deadline.js';
import { isDay } from '../../platform/clock.js';
import { levelName } from '../matters/level-name.js';
import { isDecisionLevel } from '../matters/matter.types.js';
import { documentLine } from '../parts/document-line.js';
import { productSentence } from '../parts/product-line.js';
import type { Indicator } from '../indicators/indicator.js';
import type { Product } from '../product.js';
import { statuses, type EventItem, type EventKind, type Status } from '../commitment.types.js';
import { IllustrativeMark } from './illustrative.view.js';
import { Written } from '../../web/components/written.js';

type EventProps = Pick<CommitmentPageProps, 'commitment' | 'frame'> & { event: EventItem };

const icons: Partial<Record<EventKind, IconName>> = {
  imported: 'document',
  completion_confirmed: 'check',
  completed: 'done',
  reopened: 'back',
  returned: 'back',
  extended: 'extension',
  deadline_changed: 'calendar',
  deadline_agreed: 'calendar',
  amendment_reworded: 'document',
  amendment_withdrawn: 'document',
  amendment_merged: 'document',
  amendment_took_over: 'document',
};

export function EventMark({ event, commitment, frame: { language } }: EventProps): VNode {
  const icon = icons[event.kind];
  if (icon) return <Icon name={icon} />;
  const side = commitment.sides.find(({ party }) => party === event.party);
  if (!side) return <Icon name="info" />;
  return <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />;
}

/** What happened, in one sentence. */
export function EventText(props: EventProps): VNode {
  const { event, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.events;
  const template = t[wordsFor(event)];
  return (
    <>
      {fill(template, parts(props))}
      {event.illustrative ? <IllustrativeMark language={language} /> : null}
    </>
  );
}

/** Some kinds are told otherwise where there was something before. */
function wordsFor({
  kind,
  party,
  data,
}: EventItem): Exclude<
  keyof Events,
  'contributors' | 'corrected' | 'extendedWord' | 'importedFromSheetDetail' | 'indicatorTarget' | 'noBodies'
> {
  if (data.firstDate === true && isRequest(kind)) return ofFirstDate[kind];
  if (kind === 'imported' && data.amendment) return 'importedByAmendment';
  if (kind === 'amendment_reworded' && data.to)
    return data.titleTo ? 'amendment_reworded_redated' : 'amendment_redated';
  if (kind === 'imported' && data.sheet) return 'importedFromSheet';
  if (kind === 'updated' && typeof data.previousPercent === 'number') return 'updatedFrom';
  if (kind === 'evidence_added' && typeof data.name !== 'string') return 'evidence_named';
  if (kind === 'question_asked' && data.body) return 'question_asked_body';
  if (kind === 'returned' && data.about === 'day') return 'returnedForDay';
  if (kind === 'due_proposed' && party === null) return 'due_proposed_in_file';
  if (kind === 'indicators_set' && isEmpty(data.to)) return 'indicators_removed';
  return kind === 'product_named' && data.from ? 'product_changed' : kind;
}
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
const ofFirstDate = {
  extension_requested: 'deadline_proposed',
  extension_decided: 'deadline_decided',
  extension_agreed: 'deadline_answered',
  extension_countered: 'deadline_countered',
} as const;
const isRequest = (kind: EventKind): kind is keyof typeof ofFirstDate => Object.hasOwn(ofFirstDate, kind);
type Events = ReturnType<typeof words>['commitment']['events'];

/** Who, for which reason. */
export function EventDetail({ event, frame: { language } }: EventProps): VNode | null {
  const t = words(language).commitment.events;
  const { reason, decision, onBehalf, contributors, period, corrects } = event.data;
  const details: ComponentChildren[] = [
    event.by?.[language],
    event.kind === 'imported' && !event.data.amendment
      ? event.data.sheet
        ? t.importedFromSheetDetail
        : t.importedDetail
      : null,
    event.kind === 'updated' && typeof period === 'string'
      ? words(language).commitment.forPeriod(periodName(period)[language])
      : null,
    event.kind === 'updated' && typeof corrects === 'number' ? t.corrected : null,
    fromSheet(event.data.sheet, language),
    onBehalf === true ? t.onBehalf : null,
    Array.isArray(contributors)
      ? t.contributors(contributors.map((each) => label(each, language)).join(', '))
      : null,
    typeof reason === 'string' && reason !== ''
      ? fill(decision === 'approved' ? t.opinion : t.reason, { reason: <Written>{reason}</Written> })
      : null,
  ].filter(Boolean);
  return details.length === 0 ? null : (
    <>{details.flatMap((detail, index) => (index === 0 ? [detail] : [' · ', detail]))}</>
  );
}

/** A report that came in a spreadsheet: which one, and in which row. */
function fromSheet(sheet: unknown, language: Language): string | null {
  const { file, row } = (sheet ?? {}) as { file?: unknown; row?: unknown };
  return typeof file === 'string' && typeof row === 'number'
    ? words(language).sheets.inHistory(file, String(row))
    : null;
}

/** Of which side the sheet was that a commitment comes from. */
function officeOfSheet(sheet: unknown, { commitment, frame }: EventProps): string {
  const { party } = (sheet ?? {}) as { party?: unknown };
  return commitment.sides.find((side) => side.party === party)?.partyName[frame.language] ?? '–';
}

function parts(props: EventProps): Record<string, ComponentChildren> {
  const { event, commitment, frame } = props;
  const { language } = frame;
  const t = words(language);
  const { data } = event;
  const clauses = Array.isArray(data.clauses) ? data.clauses : commitment.clauses;
  return {
    party: partyName(props),
    others: othersOf(props),
    bodies: bodiesIn(data.to, language),
    office: officeOfSheet(data.sheet, props),
    all: t.commitment.said.everySide(commitment.sides.length).toLowerCase(),
    document: t.documentNumber(frame.agreement?.kind ?? 'agreement', commitment.agreement.number),
    clauses: clauses.join(', '),
    percent: <strong class="n">{percent(data.percent, language)}</strong>,
    previous: percent(data.previousPercent, language),
    status: isStatus(data.status) ? t.status[data.status].toLowerCase() : '',
    from: dayOrLabel(data.from, language),
    to: dayOrLabel(data.to, language),
    product: productIn(data.to, language),
    previousProduct: productIn(data.from, language),
    ...amendmentParts(data, language),
    body: label(data.body, language),
    indicators: indicatorsIn(isEmpty(data.to) ? data.from : data.to, language),
    name: (
      <span class="file-name" lang="vi">
        {proofIn(data, language)}
      </span>
    ),
    ...matterParts(data, props),
    decision: data.decision === 'rejected' ? t.commitment.events.rejected : t.commitment.events.approved,
    done: <strong>{doneWord(event, language)}</strong>,
  };
}

/** Of an amendment: its document, the wording before, the other commitment. */
function amendmentParts({ amendment, titleFrom, into, merged }: EventItem['data'], language: Language) {
  const { number } = (amendment ?? {}) as { number?: unknown };
  const code = (value: unknown) => <span class="n">{typeof value === 'string' ? value : '–'}</span>;
  return {
    amendment: <span lang="vi">{typeof number === 'string' ? number : '–'}</span>,
    previousTitle: `“${label(titleFrom, language)}”`,
    into: code(into),
    merged: code(merged),
  };
}

/** Of what waits for a decision: the level, whose it is, to whom it was put, which level outside was asked and by which document. */
function matterParts(data: EventItem['data'], { commitment, frame: { language } }: EventProps) {
  const named = (party: unknown) =>
    commitment.sides.find((side) => side.party === party)?.partyName[language] ?? '–';
  const { decisionLevel: level, owner, to, outside, number, issuedOn } = data;
  return {
    level: isDecisionLevel(level) ? levelName(level, commitment.sides.length, language).toLowerCase() : '–',
    owner: named(owner),
    other: named(to),
    outside: label(outside, language),
    number: label(number, language),
    day: typeof issuedOn === 'string' && isDay(issuedOn) ? formatDay(issuedOn) : '–',
  };
}

/** The words of an event that carry its weight. */
function doneWord({ kind, data }: EventItem, language: Language): string {
  const t = words(language).commitment.events;
  if (kind === 'extended') return t.extendedWord(Number(data.count ?? 1));
  if (kind === 'completed') return t.completedWord;
  return kind === 'returned' ? t.returnedWord : t.confirmsCompletion;
}

function partyName({ event, commitment, frame: { language } }: EventProps): string {
  const side = commitment.sides.find(({ party }) => party === event.party);
  return side?.partyName[language] ?? event.party ?? words(language).commitment.events.everyone;
}

/** Every other side. */
function othersOf({ event, commitment, frame: { language } }: EventProps): string {
  const others = commitment.sides.filter(({ party }) => party !== event.party);
  return others.map((side) => side.partyName[language]).join(', ');
}

function bodiesIn(value: unknown, language: Language): string {
  const names = Array.isArray(value) ? value.map((each) => label(each, language)) : [];
  return names.join(', ') || words(language).commitment.events.noBodies;
}

function percent(value: unknown, language: Language): string {
  return typeof value === 'number' ? formatPercent(value, language) : '–';
}

/** The document, with the file in brackets, or one of them. */
function proofIn(data: EventItem['data'], language: Language): string {
  const said = (value: unknown) => (typeof value === 'string' ? value : null);
  const document = documentLine(
    {
      number: said(data.number),
      issuedOn: said(data.issuedOn),
      issuer: said(data.issuedBy),
      recipient: said(data.recipient),
      title: null,
    },
    language,
  );
  const file = said(data.name);
  return document && file ? `${document} (${file})` : (document ?? file ?? '–');
}

function productIn(value: unknown, language: Language): string {
  return isProduct(value) ? productSentence(value, value.recipient, language) : '–';
}

function isProduct(value: unknown): value is Product {
  return typeof value === 'object' && value !== null && 'recipient' in value;
}

/** What is measured, and up to what: `Doanh nghiệp kết nối (12 doanh nghiệp)`. */
function indicatorsIn(value: unknown, language: Language): string {
  const t = words(language).commitment.events;
  const each = (Array.isArray(value) ? (value as Partial<Indicator>[]) : []).map(({ name, target, unit }) =>
    t.indicatorTarget(
      label(name, language),
      typeof target === 'number' ? formatFigure(target, language) : null,
      label(unit, language),
    ),
  );
  return each.join('; ') || '–';
}

const dayOrLabel = (value: unknown, language: Language) =>
  typeof value === 'string' && isDay(value) ? formatDay(value) : label(value, language);

/** A text in both languages, or one that has none. */
function label(value: unknown, language: Language): string {
  if (typeof value === 'string') return value;
  const text = (value as Record<Language, unknown> | null | undefined)?.[language];
  return typeof text === 'string' ? text : '–';
}

function isStatus(value: unknown): value is Status {
  return statuses.some((status) => status === value);
}
