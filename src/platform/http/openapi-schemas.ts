import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

/** What the routes answer with. Written as JSON Schema: the answers are read models, not classes. */
const text: Schema = {
  type: 'object',
  required: ['vi', 'en'],
  properties: { vi: { type: 'string' }, en: { type: 'string' } },
};
const nullable = (schema: object) => ({ oneOf: [schema, { type: 'null' }] }) as unknown as Schema;
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const list = (items: Schema): Schema => ({ type: 'array', items });
const instant = { type: 'string', format: 'date-time' } as const;
const day = { type: 'string', format: 'date' } as const;
const integer = { type: 'integer' } as const;
const string = { type: 'string' } as const;
const boolean = { type: 'boolean' } as const;
const rate = nullable({ type: 'number', minimum: 0, maximum: 1 });
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const status: Schema = {
  type: 'string',
  enum: ['not_started', 'in_progress', 'completed', 'suspended', 'withdrawn'],
};
const counts = object(
  Object.fromEntries(
    [
      'completed_on_time',
      'completed_late',
      'in_progress_on_time',
      'in_progress_overdue',
      'not_started_on_time',
      'not_started_overdue',
      'continuing',
      'suspended',
      'withdrawn',
    ].map((group) => [group, integer]),
  ),
);
const named = { code: string, name: ref('Text') };
const due = object({
  precision: { type: 'string', enum: ['date', 'month', 'quarter', 'year', 'ongoing'] },
  value: nullable(string),
  date: nullable(day),
  label: ref('Text'),
});

const commitment: Record<string, Schema> = {
  id: integer,
  code: string,
  title: ref('Text'),
  sector: object(named),
  clauses: list(string),
  status,
  timeliness: nullable({
    type: 'string',
    enum: ['on_time', 'overdue', 'completed_on_time', 'completed_late', 'continuing'],
  }),
  percent: { type: 'integer', minimum: 0, maximum: 100 },
  due: ref('Due'),
  overdueDays: integer,
  completedOn: nullable(day),
  differs: boolean,
  sides: list(ref('Side')),
  extensions: integer,
  reminders: integer,
  version: integer,
};

const token: Record<string, Schema> = {
  id: integer,
  name: string,
  scope: { type: 'string', enum: ['read', 'read+write'] },
  agreement: nullable(string),
  createdAt: instant,
  lastUsedAt: nullable(instant),
  expiresAt: instant,
  address: nullable(string),
};

const anything = {} as Schema;

export const schemas: Schemas = {
  Import: object({
    agreement: string,
    slug: string,
    dryRun: boolean,
    difference: string,
    created: integer,
    updated: integer,
    unchanged: integer,
    changes: list(object({ code: string, what: string, path: list(string), from: anything, to: anything })),
    kept: list(
      object({
        code: string,
        what: string,
        why: { type: 'string', enum: ['settled', 'fixed', 'missing'] },
        present: anything,
        said: anything,
      }),
    ),
    written: { type: 'object', additionalProperties: integer },
  }),
  Text: text,
  Due: due,
  Counts: counts,
  Body: object({ ...named, short: ref('Text') }),
  Side: object({
    party: string,
    marker: string,
    partyName: ref('Text'),
    leadBody: ref('Body'),
    cooperatingBodies: list(ref('Body')),
    proposed: boolean,
    status,
    percent: nullable({
      type: 'integer',
      minimum: 0,
      maximum: 100,
    }),
    planConfirmedAt: nullable(instant),
    completionDeclaredAt: nullable(instant),
    completionConfirmedAt: nullable(instant),
    returnedAt: nullable(instant),
    updatedAt: nullable(instant),
  }),
  Commitment: object(commitment),
  CommitmentPage: object({ items: list(ref('Commitment')), nextCursor: nullable(string), total: integer }),
  CommitmentDetail: object({
    ...commitment,
    agreement: object({ slug: string, number: string }),
    clauseSummaries: list(object({ locator: string, summary: ref('Text') })),
    originalDue: ref('Due'),
    differsSince: nullable(day),
    overdueWorkingDays: integer,
    statements: { type: 'object', additionalProperties: ref('ProgressUpdate') },
    reportCounts: { type: 'object', additionalProperties: integer },
    extensionRequests: list(ref('Extension')),
    inCharge: {
      type: 'object',
      additionalProperties: object({ leadBody: ref('Body'), bodies: list(string) }),
    },
    previous: nullable(object({ id: integer, code: string })),
    next: nullable(object({ id: integer, code: string })),
  }),
  ProgressUpdate: object({
    id: integer,
    party: string,
    at: instant,
    by: ref('Text'),
    status,
    percent: integer,
    results: string,
    difficulties: string,
    proposals: string,
    nextSteps: string,
    illustrative: boolean,
  }),
  Extension: object({
    id: integer,
    party: string,
    from: ref('Due'),
    to: ref('Due'),
    reason: string,
    requestedAt: instant,
    requestedBy: ref('Text'),
    decision: nullable(string),
    decisionReason: nullable(string),
    decidedAt: nullable(instant),
    agreements: list(
      object({
        party: string,
        decision: string,
        reason: string,
        at: instant,
      }),
    ),
    status: {
      type: 'string',
      enum: ['open', 'granted', 'refused'],
    },
  }),
  EvidenceList: object({ items: list(ref('Evidence')) }),
  Evidence: object({
    id: integer,
    party: string,
    name: string,
    mediaType: string,
    size: integer,
    sha256: string,
    at: instant,
    by: ref('Text'),
    withdrawnAt: nullable(instant),
    withdrawnBy: nullable(ref('Text')),
    withdrawable: boolean,
    illustrative: boolean,
  }),
  EventList: object({ items: list(ref('Event')), nextCursor: nullable(string) }),
  Event: object({
    id: integer,
    kind: string,
    at: instant,
    day,
    party: nullable(string),
    by: nullable(ref('Text')),
    data: { type: 'object' },
    illustrative: boolean,
  }),
  NoteList: object({ items: list(ref('Note')), nextCursor: nullable(string) }),
  Note: object({
    id: integer,
    at: instant,
    by: ref('Text'),
    text: nullable(string),
    withdrawnAt: nullable(instant),
    mayWithdraw: boolean,
  }),
  AgreementList: object({ items: list({ allOf: [ref('Agreement'), object({ commitments: integer })] }) }),
  Agreement: object({
    slug: string,
    number: string,
    kind: string,
    title: ref('Text'),
    issuer: ref('Text'),
    period: object({ from: day, to: day }),
    parties: list(object({ ...named, marker: string })),
    revision: integer,
    changedAt: instant,
  }),
  AgreementDetail: object({
    slug: string,
    number: string,
    kind: string,
    title: ref('Text'),
    issuer: ref('Text'),
    period: object({
      from: day,
      to: day,
    }),
    parties: list(
      object({
        ...named,
        marker: string,
      }),
    ),
    revision: integer,
    changedAt: instant,
    sectors: list(
      object({
        ...named,
        commitments: integer,
      }),
    ),
    clauses: list(
      object({
        locator: string,
        sector: nullable(string),
        undertaking: boolean,
        actingParty: nullable(string),
        summary: ref('Text'),
        commitments: list(string),
      }),
    ),
  }),
  Dashboard: object({
    asOf: day,
    revision: integer,
    total: integer,
    counts: ref('Counts'),
    updateRate: rate,
    completionRate: rate,
    bySector: list(
      object({
        ...named,
        total: integer,
        counts: ref('Counts'),
      }),
    ),
    bySide: list(
      object({
        party: string,
        marker: string,
        name: ref('Text'),
        counts: ref('Counts'),
        owed: integer,
        gave: integer,
        updateRate: rate,
        completionRate: rate,
      }),
    ),
    byBody: list(
      object({
        ...named,
        party: string,
        total: integer,
        counts: ref('Counts'),
        updateRate: rate,
        completionRate: rate,
      }),
    ),
    period: object({
      from: day,
      to: day,
      dueOn: day,
    }),
  }),
  TokenList: object({ items: list(ref('Token')) }),
  Token: object(token),
  NewToken: object({ ...token, token: string }),
  SignedIn: object({ token: string, user: { type: 'object' } }),
  DemoClock: object({ date: day, now: instant }),
  ReminderPage: object({ items: list({ type: 'object' }), nextCursor: nullable(string), total: integer }),
  ReminderRun: object({ planned: integer, sent: integer, skipped: integer, failed: integer }),
  AuditPage: object({
    items: list(ref('AuditEntry')),
    nextCursor: nullable(string),
    head: nullable(object({ seq: integer, hash: string })),
  }),
  AuditEntry: object({
    seq: integer,
    hash: string,
    intact: boolean,
    id: integer,
    at: instant,
    recordedAt: instant,
    kind: string,
    actor: nullable(
      object({
        id: nullable(integer),
        email: nullable(string),
        name: ref('Text'),
        role: string,
      }),
    ),
    party: nullable(string),
    agreement: nullable(
      object({
        slug: string,
        number: string,
      }),
    ),
    subject: nullable(string),
    data: { type: 'object' },
    illustrative: boolean,
  }),
  Problem: object({
    type: string,
    title: string,
    status: integer,
    detail: string,
    instance: string,
    requestId: string,
    errors: list(object({ field: string, message: string })),
  }),
};
