import { periodKinds } from '../calendar/longer-periods.js';
import { bodySchema, dueSchema } from '../commitments/commitment.schemas.js';
import { statuses, timelinesses } from '../commitments/commitment.types.js';
import { dashboardSchema } from '../dashboard/dashboard.schemas.js';
import {
  boolean,
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
  type Schema,
} from '../platform/http/schema.js';
import {
  closingStates,
  correctedThings,
  frozenReportStates,
  type ChangesSince,
  type Closing,
  type Correction,
  type FrozenCommitment,
  type FrozenPeriod,
  type FrozenRef,
  type OwingBody,
  type PeriodDetail,
  type PeriodFigures,
  type PeriodItem,
  type PeriodRef,
  type PeriodSide,
  type WaitingReport,
} from './periods.types.js';

const ofDashboard = dashboardSchema.properties;

const figuresSchema = named<PeriodFigures>(
  'PeriodFigures',
  'The figures of a reporting period, as of its last day; those of the reports are about the period itself',
  object({
    asOf: ofDashboard.asOf,
    total: ofDashboard.total,
    counts: ofDashboard.counts,
    completionRate: ofDashboard.completionRate,
    owed: ofDashboard.owed,
    gave: ofDashboard.gave,
    late: ofDashboard.late,
    updateRate: ofDashboard.updateRate,
    bySector: ofDashboard.bySector,
    bySide: ofDashboard.bySide,
    byBody: ofDashboard.byBody,
    indicators: ofDashboard.indicators,
    completions: ofDashboard.completions,
    dated: ofDashboard.dated,
    undated: ofDashboard.undated,
    reached: ofDashboard.reached,
  }),
);

const reportSchema = object({
  period: string,
  state: choice(frozenReportStates),
  on: nullable(day),
});

const { precision, value, date, label } = dueSchema.properties;

const frozenCommitmentSchema = named<FrozenCommitment>(
  'FrozenCommitment',
  'A commitment as it is frozen: as of the period’s last day, with the reports on the period',
  object({
    id: integer,
    code: string,
    title: text,
    sector: object({ code: string, name: text }),
    status: choice(statuses),
    timeliness: nullable(choice(timelinesses)),
    percent,
    completedOn: nullable(day),
    differs: boolean,
    due: object({ precision, value, date, label }),
    sides: list(
      object({
        party: string,
        leadBody: bodySchema,
        status: choice(statuses),
        percent: nullable(percent),
        doneOn: nullable(day),
        statedOn: nullable(day),
        confirmedOn: nullable(day),
        reports: list(reportSchema),
      }),
    ),
  }),
);

const valueSchema: Schema<string | number | boolean | null> = {
  json: { type: ['string', 'number', 'boolean', 'null'] },
  parts: {},
};

const correctionSchema = named<Correction>(
  'Correction',
  'What became known after a period was frozen, and what it changed of its last day',
  object({
    commitment: string,
    title: text,
    party: nullable(string),
    what: choice(correctedThings),
    period: nullable(string),
    from: valueSchema,
    to: valueSchema,
    by: nullable(text),
    at: nullable(instant),
  }),
);

const sinceSchema = named<ChangesSince>(
  'ChangesSince',
  'What was another when this was frozen than when an earlier code was',
  object({ code: string, corrections: list(correctionSchema) }),
);

const ref = { code: string, kind: choice(periodKinds), from: day, to: day, dueOn: day };
const periodRefSchema = object<PeriodRef>(ref);

const frozenRefSchema = named<FrozenRef>(
  'FrozenRef',
  'A code under which a period is frozen; of a side, or joint where the party is null',
  object({
    code: string,
    party: nullable(string),
    issue: integer,
    closedAt: instant,
    closedBy: text,
    replaces: nullable(string),
    newer: nullable(string),
    illustrative: boolean,
  }),
);

export const frozenPeriodSchema = named<FrozenPeriod>(
  'FrozenPeriod',
  'What is frozen under a code, which never changes, and beside it what became known since',
  object({
    ...frozenRefSchema.properties,
    agreement: object({ slug: string, number: string, kind: string, title: text }),
    parties: list(object({ code: string, name: text, marker: string })),
    period: periodRefSchema,
    schema: integer,
    sha256: string,
    figures: figuresSchema,
    commitments: list(frozenCommitmentSchema),
    since: nullable(sinceSchema),
    corrections: list(correctionSchema),
    documents: list(
      object({
        id: integer,
        title: text,
        agreement: string,
        code: nullable(string),
        version: integer,
        newer: nullable(integer),
        issue: nullable(
          object({
            number: string,
            issuedOn: day,
            signerPost: string,
            signerName: nullable(string),
            href: string,
          }),
        ),
      }),
    ),
  }),
);

const { replaces: _replaces, ...refOfClosing } = frozenRefSchema.properties;

export const closingSchema = named<Closing>(
  'Closing',
  'A period closed by a side: its code, and what is frozen under it',
  object({
    ...refOfClosing,
    period: string,
    sha256: string,
    joint: nullable(string),
    joined: boolean,
    figures: figuresSchema,
  }),
);

const sideSchema = named<PeriodSide>(
  'PeriodSide',
  'How a side stands to the closing of a period',
  object({
    party: string,
    marker: string,
    name: text,
    state: choice(closingStates),
    reports: nullable(object({ owed: integer, gave: integer, late: integer, missing: integer })),
    frozen: nullable(frozenRefSchema),
  }),
);

const periodItemSchema = named<PeriodItem>(
  'Period',
  'A reporting period: a month, quarter, half-year or year by the agreement’s cut-off',
  object({ ...ref, closableFrom: day, sides: list(sideSchema), joint: nullable(frozenRefSchema) }),
);

export const periodPageSchema = named<{ items: PeriodItem[]; nextCursor: string | null }>(
  'PeriodPage',
  'Reporting periods, newest first',
  object({ items: list(periodItemSchema), nextCursor: nullable(string) }),
);

const owingSchema = named<OwingBody>(
  'OwingBody',
  'A body that owes reports on a period',
  object({
    party: string,
    body: bodySchema,
    commitments: list(object({ code: string, title: text, periods: list(string) })),
  }),
);

const waitingSchema = named<WaitingReport>(
  'WaitingReport',
  'A report that its side’s coordinator has not looked at yet',
  object({ party: string, commitment: string, title: text, period: string, body: text, sentOn: day }),
);

export const periodDetailSchema = named<PeriodDetail>(
  'PeriodDetail',
  'One reporting period: who owes reports on it, its codes, and its figures as they would be frozen now',
  object({
    ...periodItemSchema.properties,
    previous: nullable(string),
    next: nullable(string),
    owing: list(owingSchema),
    waiting: list(waitingSchema),
    codes: list(frozenRefSchema),
    figures: nullable(figuresSchema),
  }),
);
