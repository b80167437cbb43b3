import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';

const EvidenceSchema = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    id: p.integer().primary(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    name: p.text(),
    mediaType: p.text(),
    size: p.integer(),
    /** In hexadecimal: where the file store has it. */
    sha256: p.text(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
    withdrawnBy: p.integer().nullable(),
    withdrawer: p.json().$type<BilingualText | null>().nullable(),
    illustrative: p.boolean().default(false),
  },
});

/** A file that a side shows as proof. It is never changed or deleted; withdrawn, it stays listed as such. */
export class Evidence extends EvidenceSchema.class {}
EvidenceSchema.setClass(Evidence);
