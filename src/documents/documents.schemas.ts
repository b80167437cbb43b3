import {
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
} from '../platform/http/schema.js';
import { languages } from '../platform/text.js';
import { documentStatuses, editions, madeKinds, noPdfReasons, type DocumentItem } from './documents.types.js';
import { issueSchema } from './issue/issue.schemas.js';
import { documentFormats } from './render/model.js';

export const documentSchema = named<DocumentItem>(
  'Document',
  'A document that an office signs: of which state it is, how far it is made, and its files once it is done',
  object({
    id: integer,
    kind: choice(madeKinds),
    party: nullable(string),
    body: nullable(object({ code: string, name: text })),
    edition: choice(editions),
    language: choice(languages),
    period: nullable(string),
    code: nullable(string),
    day,
    version: integer,
    layout: string,
    template: nullable(integer),
    noPdf: nullable(choice(noPdfReasons)),
    status: choice(documentStatuses),
    progress: percent,
    fault: nullable(text),
    askedAt: instant,
    askedBy: text,
    files: list(object({ format: choice(documentFormats), href: string, sha256: string, size: integer })),
    issues: list(issueSchema),
    newer: nullable(object({ id: integer, version: integer })),
  }),
);

export interface DocumentPage {
  items: DocumentItem[];
  nextCursor: string | null;
}

export const documentPageSchema = named<DocumentPage>(
  'DocumentPage',
  'A page of documents, newest first',
  object({ items: list(documentSchema), nextCursor: nullable(string) }),
);
