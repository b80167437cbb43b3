import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../platform/text.js';
import type { EventKind } from './commitment.types.js';

const CommitmentEventSchema = defineEntity({
  name: 'CommitmentEvent',
  tableName: 'commitment_event',
  properties: {
    id: p.bigint('number').primary(),
    commitmentId: p.integer(),
    agreementId: p.integer(),
    at: p.datetime(),
    day: p.date(),
    kind: p.text().$type<EventKind>(),
    partyId: p.integer().nullable(),
    userId: p.integer().nullable(),
    actor: p.json().$type<BilingualText | null>().nullable(),
    /** Whoever acted in that account's place. */
    standIn: p.json().$type<{ id: number; name: BilingualText } | null>().nullable(),
    data: p.json().$type<Record<string, unknown>>(),
    illustrative: p.boolean().default(false),
  },
});

/** What happened to a commitment. Append-only, by the database's own rule. */
export class CommitmentEvent extends CommitmentEventSchema.class {}
CommitmentEventSchema.setClass(CommitmentEvent);
