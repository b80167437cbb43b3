import { auditKinds } from '../audit/audit-kinds.js';
import {
  anything,
  boolean,
  choice,
  instant,
  integer,
  list,
  map,
  named,
  nullable,
  object,
  string,
  text,
} from '../platform/http/schema.js';
import type { AuditItem, AuditPage } from './audit.types.js';

const standInSchema = object({ id: integer, email: string, name: text });
const actorSchema = object({
  id: nullable(integer),
  email: nullable(string),
  name: text,
  role: string,
  standIn: nullable(standInSchema),
});

const entrySchema = named<AuditItem>(
  'AuditEntry',
  'An entry of the audit log',
  object({
    seq: integer,
    hash: string,
    intact: boolean,
    id: integer,
    at: instant,
    recordedAt: instant,
    kind: choice(auditKinds),
    actor: nullable(actorSchema),
    party: nullable(string),
    agreement: nullable(object({ slug: string, number: string })),
    subject: nullable(string),
    data: map(anything),
    illustrative: boolean,
  }),
);

export const auditPageSchema = named<AuditPage>(
  'AuditPage',
  'Entries that match the filters, newest first, and the last entry of the whole log',
  object({
    items: list(entrySchema),
    nextCursor: nullable(string),
    head: nullable(object({ seq: integer, hash: string })),
  }),
);
