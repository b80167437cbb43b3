import {
  boolean,
  day,
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
  'What a side shows as proof of a commitment: a document by its number, a file, or both',
  object({
    id: integer,
    party: string,
    name: nullable(string),
    mediaType: nullable(string),
    size: nullable(integer),
    sha256: nullable(string),
    number: nullable(string),
    issuedOn: nullable(day),
    issuer: nullable(string),
    recipient: nullable(string),
    title: nullable(string),
    at: instant,
    by: text,
    withdrawnAt: nullable(instant),
    withdrawnBy: nullable(text),
    withdrawable: boolean,
    illustrative: boolean,
    isPublished: boolean,
  }),
);

export const evidenceListSchema = named<{ items: EvidenceItem[] }>(
  'EvidenceList',
  'The evidence of a commitment',
  object({ items: list(evidenceSchema) }),
);
