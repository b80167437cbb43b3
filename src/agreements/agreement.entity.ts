import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../platform/text.js';

const PartySchema = defineEntity({
  name: 'Party',
  tableName: 'party',
  properties: {
    id: p.integer().primary(),
    code: p.text(),
    /** Two or three letters that mark the side's statements: HN, NA. */
    marker: p.text(),
    name: p.json().$type<BilingualText>(),
    committee: p.json().$type<BilingualText>(),
    officeId: p.integer().nullable(),
  },
});

/** A locality that is party to agreements: one side. */
export class Party extends PartySchema.class {}
PartySchema.setClass(Party);

const AgreementSchema = defineEntity({
  name: 'Agreement',
  tableName: 'agreement',
  properties: {
    id: p.integer().primary(),
    slug: p.text(),
    number: p.text(),
    kind: p.text(),
    title: p.json().$type<BilingualText>(),
    issuer: p.json().$type<BilingualText>(),
    reportedOn: p.date().nullable(),
    /** Null where the date of issue is not known. */
    issuedOn: p.date().nullable(),
    periodFrom: p.date(),
    periodTo: p.date(),
    source: p.json().$type<AgreementSource>(),
    differencePoints: p.integer(),
    reportingCutoffDay: p.integer(),
    reportDueDay: p.integer(),
    /** Is a completion without any evidence refused? */
    evidenceRequired: p.boolean().default(false),
    /** For how many working days a matter may wait before it is stuck. */
    waitingLimitDays: p.integer().default(5),
    /** Does a side’s coordinator look at its officers’ reports before the other sides see them? */
    reportReview: p.boolean().default(false),
    /** Raised in the transaction of each change: tells open pages to refresh, and is part of cache keys. Read by revision.sql.ts, with its steps. */
    revision: p.bigint('number').default(1),
    /** The same of what only one side reads: a part of the keys under which that is kept. */
    ownRevision: p.bigint('number').default(1),
    changedAt: p.datetime(),
    /** The transaction that raised the revision last, so that one raises it once. */
    raisedIn: p.string().columnType('xid8').nullable().lazy(),
  },
});

export interface AgreementSource {
  title: string;
  publisher: string;
  publishedOn: string;
  note: BilingualText;
}

export class Agreement extends AgreementSchema.class {}
AgreementSchema.setClass(Agreement);

const AgreementPartySchema = defineEntity({
  name: 'AgreementParty',
  tableName: 'agreement_party',
  properties: {
    agreement: () => p.manyToOne(Agreement).primary(),
    party: () => p.manyToOne(Party).primary(),
    position: p.integer(),
  },
});

export class AgreementParty extends AgreementPartySchema.class {}
AgreementPartySchema.setClass(AgreementParty);

const SectorSchema = defineEntity({
  name: 'Sector',
  tableName: 'sector',
  properties: {
    id: p.integer().primary(),
    agreementId: p.integer(),
    code: p.text(),
    name: p.json().$type<BilingualText>(),
    position: p.integer(),
  },
});

export class Sector extends SectorSchema.class {}
SectorSchema.setClass(Sector);

const ClauseSchema = defineEntity({
  name: 'Clause',
  tableName: 'clause',
  properties: {
    id: p.integer().primary(),
    agreementId: p.integer(),
    sectorId: p.integer().nullable(),
    locator: p.text(),
    undertaking: p.boolean(),
    /** The one side that acts, where the clause names it. */
    actingPartyId: p.integer().nullable(),
    summary: p.json().$type<BilingualText>(),
    position: p.integer(),
  },
});

/** A place in the source, in our own words; background clauses are not undertakings. */
export class Clause extends ClauseSchema.class {}
ClauseSchema.setClass(Clause);
