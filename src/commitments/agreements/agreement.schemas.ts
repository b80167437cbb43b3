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
import type { AgreementDetail, AgreementListItem } from './agreement-contents.queries.js';

const described = {
  slug: string,
  number: string,
  kind: string,
  title: text,
  issuer: text,
  reportedOn: nullable(day),
  issuedOn: nullable(day),
  period: object({ from: day, to: day }),
  parties: list(object({ code: string, marker: string, name: text, committee: text })),
  revision: integer,
  changedAt: instant,
};

const agreementSchema = named<AgreementListItem>(
  'Agreement',
  'An agreement and its number of commitments',
  object({ ...described, commitments: integer }),
);

export const agreementListSchema = named<{ items: AgreementListItem[] }>(
  'AgreementList',
  'The agreements that the caller can see',
  object({ items: list(agreementSchema) }),
);

const sectorSchema = object({ code: string, name: text, commitments: integer });

const clauseSchema = object({
  locator: string,
  sector: nullable(string),
  undertaking: boolean,
  actingParty: nullable(string),
  summary: text,
  commitments: list(string),
});

const leadBodySchema = object({
  code: string,
  party: string,
  name: text,
  short: text,
  firstDay: nullable(day),
  lastDay: nullable(day),
});

export const agreementDetailSchema = named<AgreementDetail>(
  'AgreementDetail',
  'An agreement with its sectors, clauses and lead bodies',
  object({
    ...described,
    source: object({ title: string, publisher: string, publishedOn: string, note: text }),
    settings: object({
      differencePoints: integer,
      reportingCutoffDay: integer,
      reportDueDay: integer,
      evidenceRequired: boolean,
      waitingLimitDays: integer,
      reportReview: boolean,
    }),
    sectors: list(sectorSchema),
    clauses: list(clauseSchema),
    bodies: list(leadBodySchema),
  }),
);
