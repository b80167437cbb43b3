import { formValues, type FormBody, type FormValues } from '../../platform/http/forms.js';
import { typedIn } from '../drafts/draft-content.js';
import { StaleDraft } from '../drafts/stale-draft.js';
import type { Draft } from '../drafts/draft.types.js';
import { differsIn, mergedValues, updateFields, valuesFrom, type UpdateValues } from './update-values.js';

/** What was typed into the form of a report, as it was sent; of two texts, what was chosen. */
export interface TypedReport {
  sent: FormValues;
  values: UpdateValues;
}

export function typedReport(body: FormBody): TypedReport {
  const sent = formValues(body);
  return { sent, values: 'intent' in sent ? mergedValues(sent) : valuesFrom(sent) };
}

/** What goes along with what was typed: of the program's own, different in each window. */
const openedOn = new Set(['version', 'basedOn', 'levelStood', 'statusStood', 'uploadIds', 've']);

/**
 * Sending ends the draft: one that somebody saved after this form was opened, and that says something else, is compared first.
 * @throws StaleDraft
 */
export function mustKnow(draft: Draft | null, { sent, values }: TypedReport): void {
  if (!draft || String(draft.version) === sent.draft) return;
  const theirs = typedIn(draft.content);
  const isSame =
    updateFields.every((field) => !differsIn(field, values, valuesFrom(theirs))) &&
    Object.entries(theirs).every(
      ([name, value]) => name in values || openedOn.has(name) || (sent[name] ?? '') === value,
    );
  if (!isSame) throw new StaleDraft(draft.version);
}
