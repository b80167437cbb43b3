import { defineEntity, p } from '@mikro-orm/core';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { MatterHolder, MatterLevel, MatterStepKind } from './matter.types.js';

const DecisionMatterSchema = defineEntity({
  name: 'DecisionMatter',
  tableName: 'decision_matter',
  properties: {
    id: p.bigint('number').primary(),
    agreementId: p.integer(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    level: p.text().$type<MatterLevel>(),
    openedAt: p.datetime(),
  },
});

/** What stands in the way of a side's part and is not for its lead body to decide. Append-only, as its steps are. */
export class DecisionMatter extends DecisionMatterSchema.class {}
DecisionMatterSchema.setClass(DecisionMatter);

const DecisionStepSchema = defineEntity({
  name: 'DecisionStep',
  tableName: 'decision_step',
  properties: {
    id: p.bigint('number').primary(),
    matterId: p.bigint('number'),
    at: p.datetime(),
    kind: p.text().$type<MatterStepKind>(),
    /** Who holds it from then on; null where nobody does. */
    role: p.text().$type<MatterHolder>().nullable(),
    holderPartyId: p.integer().nullable(),
    text: p.text().nullable(),
    /** The level or body of neither side's offices that was asked. */
    outside: p.text().nullable(),
    documentNumber: p.text().nullable(),
    documentIssuedOn: p.date().$type<Day>().nullable(),
    documentIssuer: p.text().nullable(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    updateId: p.bigint('number').nullable(),
    illustrative: p.boolean().default(false),
  },
});

/** A matter passed on, answered or returned. It is open where its last step has a holder. */
export class DecisionStep extends DecisionStepSchema.class {}
DecisionStepSchema.setClass(DecisionStep);
