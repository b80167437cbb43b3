import {
  boolean,
  choice,
  day,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  percent,
  string,
  text,
} from '../../platform/http/schema.js';
import { figureSchema } from '../indicators/indicator.schemas.js';
import { decisionLevels } from '../matters/matter.types.js';
import { statuses, type ProgressUpdateItem } from '../commitment.types.js';

export const progressUpdateSchema = named<ProgressUpdateItem>(
  'ProgressUpdate',
  'What a side reported',
  object({
    id: integer,
    party: string,
    at: instant,
    period: string,
    by: text,
    status: choice(statuses),
    percent,
    results: string,
    difficulties: string,
    proposals: string,
    nextSteps: string,
    decisionLevel: nullable(choice(decisionLevels)),
    doneOn: nullable(day),
    evidenceIds: list(integer),
    noEvidenceReason: nullable(string),
    indicators: list(figureSchema),
    givenOn: day,
    givenLate: boolean,
    corrects: nullable(integer),
    illustrative: boolean,
  }),
);
