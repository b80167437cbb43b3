import { formValues, type FormBody, type FormValues } from '../../platform/http/forms.js';
import { typedIn } from '../drafts/draft-content.js';
import { StaleDraft } from '../drafts/stale-draft.js';
import type { Draft } from '../drafts/draft.types.js';
import type { Other } from './update.types.js';
import { differsIn, mergedValues, updateFields, valuesFrom, type UpdateValues } from './update-values.js';

/** What was typed into the form of a report, as it was sent; of two texts, what was chosen. */
export interface TypedReport {
  sent: FormValues;
  values: UpdateValues;
}

export function typedReport(body: FormBody): TypedReport {
  const sent = formValues(body);
  return 'intent' in sent
    ? { sent: { ...sent, ...chosenOthers(sent) }, values: mergedValues(sent) }
    : { sent, values: valuesFrom(sent) };
}

/** Of what else differs, what was chosen. */
function chosenOthers(sent: FormValues): FormValues {
  const names = Object.keys(sent).flatMap(
    (name) => /^choose_((?:figure|figureOf)_.+|period)$/.exec(name)?.[1] ?? [],
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      sent[`${sent[`choose_${name}`] === 'theirs' ? 'theirs' : 'mine'}_${name}`] ?? '',
    ]),
  );
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
    othersBetween(sent, theirs).length === 0;
  if (!isSame) throw new StaleDraft(draft.version);
}

/** What differs between two forms beside what is compared by its meaning. */
export function othersBetween(sent: FormValues, theirs: FormValues): Other[] {
  const compared = new Set<string>(updateFields);
  return Object.entries(theirs)
    .filter(([name, value]) => !compared.has(name) && !openedOn.has(name) && (sent[name] ?? '') !== value)
    .map(([name, value]) => ({ name, mine: sent[name] ?? '', theirs: value }));
}
