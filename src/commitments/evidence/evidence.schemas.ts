import {
  boolean,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import type { EvidenceItem } from './evidence.types.js';

export const evidenceSchema = named<EvidenceItem>(
  'Evidence',
  'A file attached to a commitment',
  object({
    id: integer,
    party: string,
    name: string,
    mediaType: string,
    size: integer,
    sha256: string,
    at: instant,
    by: text,
    withdrawnAt: nullable(instant),
    withdrawnBy: nullable(text),
    withdrawable: boolean,
    illustrative: boolean,
  }),
);

export const evidenceListSchema = named<{ items: EvidenceItem[] }>(
  'EvidenceList',
  'The files of a commitment',
  object({ items: list(evidenceSchema) }),
);
