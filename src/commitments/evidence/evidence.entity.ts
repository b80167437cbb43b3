import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';

const EvidenceSchema = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    id: p.integer().primary(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    /** Of the file; where there is none, the document's number, by which an older version lists it. */
    name: p.text(),
    mediaType: p.text().nullable(),
    /** 0 where there is no file. */
    size: p.integer(),
    /** In hexadecimal: where the file store has it. Null where there is no file. */
    sha256: p.text().nullable(),
    /** Of the document, with its day and issuer: all three or none. */
    number: p.text().nullable(),
    issuedOn: p.date().nullable(),
    issuer: p.text().nullable(),
    recipient: p.text().nullable(),
    title: p.text().nullable(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
    withdrawnBy: p.integer().nullable(),
    withdrawer: p.json().$type<BilingualText | null>().nullable(),
    /** Attached for a report under review: its own side's and auditors' until a report that names it stands. */
    forReview: p.boolean().default(false),
    illustrative: p.boolean().default(false),
  },
});

/** What a side shows as proof: a document by its number, a file, or both. It is never changed or deleted; withdrawn, it stays listed as such. */
export class Evidence extends EvidenceSchema.class {}
EvidenceSchema.setClass(Evidence);
