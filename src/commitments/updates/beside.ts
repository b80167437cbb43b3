import type { FormValues } from '../../platform/http/forms.js';
import { typedIn } from '../drafts/draft-content.js';
import type { Draft } from '../drafts/draft.types.js';
import type { ProgressUpdateItem } from '../commitment.types.js';
import { othersBetween } from './typed-report.js';
import { valuesFrom, valuesOf, type UpdateValues } from './update-values.js';
import type { Beside, ReportFrame } from './update.types.js';

/** A colleague reported: what is sent now goes past that report. */
export function reportBeside(
  { commitment, standingLevel, party }: ReportFrame,
  saved: ProgressUpdateItem,
  { sent, mine }: { sent: FormValues; mine: UpdateValues },
): Beside {
  const status = commitment.sides.find((side) => side.party === party)?.status ?? saved.status;
  const opened = {
    version: String(commitment.version),
    basedOn: String(saved.id),
    levelStood: standingLevel,
    statusStood: status,
    draft: sent.draft ?? '',
  };
  return { kind: 'report', mine, theirs: valuesOf(saved), by: saved.by, at: saved.at, opened };
}

/** A colleague saved the draft, or the same account in another window: what is saved now goes past that. */
export function draftBeside(
  { version, content, savedBy, savedAt }: Draft,
  { sent, mine }: { sent: FormValues; mine: UpdateValues },
): Beside {
  const { version: commitment = '', basedOn = '', levelStood = '', statusStood = '' } = sent;
  const opened = { version: commitment, basedOn, levelStood, statusStood, draft: String(version) };
  const typed = typedIn(content);
  const others = othersBetween(sent, typed);
  return { kind: 'draft', mine, theirs: valuesFrom(typed), others, by: savedBy, at: savedAt, opened };
}
