import { Transform } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { labelOf, type Deadline } from '../../calendar/deadline.js';
import { deadlineFrom, extensionFrom } from '../../commitments/extensions/extension-values.js';
import { BODY_CODE } from '../../commitments/plan/plan.dto.js';
import { listQuery } from '../../commitments/parts/links.js';
import { CommitmentFilterDto } from '../../commitments/read/filter.dto.js';
import { bulkActions, MOST_AT_ONCE, type BulkAction } from '../../commitments/together/bulk-actions.js';
import {
  faultOfDay,
  hasFaults,
  readForm,
  type FormValues,
  type ReadFaults,
} from '../../platform/http/forms.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { chaseTimes, MOST_CHASE_TEXT, type ChaseTime } from '../../reminders/chases/chase.types.js';
import { words } from '../../web/i18n/words.js';
import type { BulkTerms } from '../bulk.types.js';

const MAX_ID = 2_147_483_647;
const LIST = new RegExp(`^(\\d{1,10}(,\\d{1,10}){0,${MOST_AT_ONCE - 1}})?$`);
const ROWS = new RegExp(`^(\\d{1,10}:\\d{1,10}(,\\d{1,10}:\\d{1,10}){0,${MOST_AT_ONCE - 1}})?$`);

/** What is chosen in the list, or all that its filters leave. */
export class BulkPageDto extends CommitmentFilterDto {
  @IsIn(bulkActions)
  action: BulkAction;

  /** Boxes that were ticked, or one text with commas. */
  @Optional()
  @Transform(({ value }) => [value].flat().join(',').split(',').filter(Boolean).map(Number))
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  ids?: number[];

  @Optional()
  @IsIn(['1'])
  all?: '1';
}

class BulkForm {
  @IsIn(bulkActions) action: BulkAction;
  /** What the preview would have done: `12:5,13:7`, each with its version. */
  @Matches(ROWS) rows: string;
  /** What it refused. */
  @Optional() @Matches(LIST) rest?: string;
  /** The list from which it came, by its filters. */
  @Optional() @PlainText(2000) back?: string;
  @Optional() @IsIn(['preview']) step?: 'preview';
  /** The terms of the preview. */
  @Optional() @PlainText(100) seen?: string;
  @Optional() @Matches(BODY_CODE) body?: string;
  @Optional() @PlainText(2000) reason?: string;
  @Optional() @PlainText(MOST_CHASE_TEXT) text?: string;
  @Optional() @IsIn(chaseTimes) when?: ChaseTime;
}

export interface ReadBulk {
  terms: BulkTerms;
  rows: { id: number; version: number }[];
  rest: number[];
  /** The filters of the list from which it came, as its address has them. */
  back: string;
  /** It is to be seen first what becomes of each: asked for, or other terms than those of the preview. */
  isToBeSeen: boolean;
}

export async function readBulk(
  sent: FormValues,
  language: Language,
): Promise<{ input: ReadBulk; faults: ReadFaults }> {
  const { input, faults: found } = await readForm(BulkForm, sent, words(language).bulk.faults);
  const terms = termsOf(input, sent);
  const carried = rowsOf(sent);
  const isToBeSeen = input.step === 'preview' || keyOfTerms(terms) !== (input.seen ?? '');
  const none: ReadFaults =
    isToBeSeen || carried.rows.length > 0 ? {} : { rows: words(language).bulk.faults.rows! };
  const faults = { ...none, ...found, ...faultsOf(terms, sent, isToBeSeen, language) };
  return { input: { terms, isToBeSeen, back: await backOf(input), ...carried }, faults };
}

/** Only what the list takes. */
async function backOf({ back = '' }: BulkForm): Promise<string> {
  const named = Object.fromEntries(new URLSearchParams(back));
  const { input, faults } = await readForm(CommitmentFilterDto, named, {});
  return hasFaults(faults) ? '' : listQuery({ ...input });
}

/** The rows that a form carries, each once, where they are in order. */
export function rowsOf({ rows = '', rest = '' }: FormValues): Pick<ReadBulk, 'rows' | 'rest'> {
  const pairs = ROWS.test(rows) ? rows.split(',').filter(Boolean) : [];
  const versions = new Map(pairs.map((pair) => pair.split(':').map(Number) as [id: number, version: number]));
  return {
    rows: [...versions].map(([id, version]) => ({ id, version })),
    rest: LIST.test(rest) ? rest.split(',').filter(Boolean).map(Number) : [],
  };
}

/** What the form says, as far as it says it. */
export function termsOf(form: Partial<BulkForm>, sent: FormValues): BulkTerms {
  const { action, body, reason = '', text, when = 'now' } = form;
  if (action === 'ask_report') return { action, text, when };
  if (action === 'hand_over') return { action, body: body || null };
  if (action === 'propose_due') return { action, due: dueOf(sent), reason };
  return { action: 'confirm_plan' };
}

const dueOf = (sent: FormValues): Deadline | null => deadlineFrom(extensionFrom(sent));

/** On what it depends what becomes of a commitment; empty where it depends on nothing that is typed. */
export function keyOfTerms(terms: BulkTerms): string {
  if (terms.action === 'hand_over') return terms.body ?? '';
  if (terms.action === 'propose_due') return terms.due ? labelOf(terms.due).vi : '';
  return '';
}

/** Whether all is said on which it depends. */
export const areComplete = (terms: BulkTerms) =>
  terms.action === 'hand_over' ? terms.body !== null : terms.action !== 'propose_due' || terms.due !== null;

function faultsOf(terms: BulkTerms, sent: FormValues, isToBeSeen: boolean, language: Language): ReadFaults {
  const t = words(language);
  if (terms.action === 'hand_over' && terms.body === null) return { body: t.bulk.faults.body! };
  if (terms.action !== 'propose_due') return {};
  const day = sent.precision === 'date' ? faultOfDay(sent.date ?? '') : undefined;
  const due: ReadFaults = terms.due ? {} : { due: day ?? t.commitment.extension.faults.due };
  const reason: ReadFaults = isToBeSeen || terms.reason.trim() ? {} : { reason: t.bulk.faults.reason! };
  return { ...due, ...reason };
}
