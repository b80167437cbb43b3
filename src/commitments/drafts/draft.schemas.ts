import { anything, instant, map, named, object, text } from '../../platform/http/schema.js';
import type { Draft } from './draft.types.js';

type Saved = Pick<Draft, 'savedAt' | 'savedBy'>;

/** Fields of a report as somebody typed them, whatever they are. */
export const draftFields = map(anything).json;

const saved = object<Saved>({ savedAt: instant, savedBy: text });

export const draftSchema = named<Saved>(
  'ReportDraft',
  'A draft: the fields of a report as they were typed, and when and by whom it was last saved',
  { ...saved, json: { ...saved.json, additionalProperties: {} } },
);
