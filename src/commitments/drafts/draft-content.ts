import { Malformed, TooLarge } from '../../platform/errors.js';
import type { FormValues } from '../../platform/http/forms.js';
import { composed } from '../../platform/text.js';
import type { DraftContent } from './draft.types.js';

/** As much as a form that is kept through a sign-in: all texts of a report at their longest, twice. */
export const MOST_DRAFT_BYTES = 262_144;

/** What a form has of the program's own, and what a comparison asks. */
const notTyped = /^(_csrf|_shown|kept|draft|intent|sau|savedAt|savedBy)$|^(mine|theirs|choose)_/;
const fieldName = /^[\w.[\]-]{1,100}$/;

/**
 * What was typed, as it can be kept: composed, without what no text column holds; nothing of it is judged.
 * @throws TooLarge before anything is done with it; Malformed where a name is none of a field
 */
export function contentOf(typed: Record<string, unknown>): DraftContent {
  if (Buffer.byteLength(JSON.stringify(typed)) > MOST_DRAFT_BYTES) throw new TooLarge(tooLarge);
  const fields = Object.entries(typed).filter(([name]) => !notTyped.test(name));
  const unknown = fields.find(([name]) => !fieldName.test(name));
  if (unknown) throw new Malformed([{ field: '', message: 'must be an object of fields of a report' }]);
  return Object.fromEntries(fields.map(([name, value]) => [name, kept(value)]));
}

/** What of a draft goes into a form: what a program kept as a number stands there as it is written. */
export function typedIn(content: DraftContent): FormValues {
  const values = Object.entries(content).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  return Object.fromEntries(values) as FormValues;
}

function kept(value: unknown): unknown {
  if (typeof value === 'string') return composed(value.toWellFormed().replaceAll('\0', ''), MOST_DRAFT_BYTES);
  if (Array.isArray(value)) return value.map(kept);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [String(kept(name)), kept(part)]));
}

const tooLarge = {
  vi: 'Bản nháp quá dài nên chưa lưu được: tối đa 256 KB. Nội dung vẫn còn trên trang; hãy rút gọn.',
  en: 'The draft is too long to be saved: 256 KB at most. The text is still on the page; shorten it.',
};
