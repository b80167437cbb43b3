import { precisions } from '../calendar/deadline.js';
import {
  boolean,
  choice,
  day,
  each,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  percent,
  string,
  text,
  withOptional,
} from '../platform/http/schema.js';
import {
  countGroups,
  statuses,
  timelinesses,
  type BodyRef,
  type CommitmentItem,
  type Counts,
  type DueItem,
  type Holder,
  type SideItem,
} from './commitment.types.js';
import { indicatorSchema, jointIndicatorSchema } from './indicators/indicator.schemas.js';
import { productSchema } from './product.schemas.js';
import { holderRoles, matterKinds } from './turn/turn.types.js';
import { foundSchema } from './search/search.schemas.js';
import { type CommitmentPage, type ListedCommitment } from './read/list.types.js';

export const countsSchema = named<Counts>(
  'Counts',
  'Number of commitments in each group; the groups are disjoint',
  each(countGroups, integer),
);

export const bodySchema = named<BodyRef>(
  'Body',
  'A body of one of the sides',
  object({ code: string, name: text, short: text }),
);

export const dueSchema = named<DueItem>(
  'Due',
  'A deadline as stated, and its last day',
  object({
    precision: choice(precisions),
    value: nullable(string),
    date: nullable(day),
    label: text,
    undated: nullable(
      object({
        reason: string,
        reviewOn: nullable(day),
        firstReviewOn: day,
        since: day,
        workingDays: nullable(integer),
      }),
    ),
  }),
);

export const holderSchema = named<Holder>(
  'Holder',
  'Who holds a matter that waits, and since when',
  object({
    kind: choice(matterKinds),
    party: string,
    marker: string,
    role: choice(holderRoles),
    name: text,
    short: text,
    body: nullable(bodySchema),
    outside: nullable(text),
    since: day,
    workingDays: integer,
    pastDays: nullable(integer),
    why: text,
  }),
);

const sideSchema = named<SideItem>(
  'Side',
  'The part of one side',
  object({
    party: string,
    marker: string,
    partyName: text,
    leadBody: bodySchema,
    cooperatingBodies: list(bodySchema),
    proposed: boolean,
    confirmsAgain: boolean,
    leadToBeNamed: boolean,
    product: nullable(productSchema),
    indicators: list(indicatorSchema),
    status: choice(statuses),
    percent: nullable(percent),
    doneOn: nullable(day),
    statedOn: nullable(day),
    planConfirmedAt: nullable(instant),
    completionDeclaredAt: nullable(instant),
    completionConfirmedAt: nullable(instant),
    returnedAt: nullable(instant),
    updatedAt: nullable(instant),
    ended: boolean,
  }),
);

export const commitmentSchema = named<CommitmentItem>(
  'Commitment',
  'A commitment, as in lists',
  object({
    id: integer,
    code: string,
    title: text,
    sector: object({ code: string, name: text }),
    clauses: list(string),
    holder: nullable(holderSchema),
    status: choice(statuses),
    timeliness: nullable(choice(timelinesses)),
    percent,
    due: dueSchema,
    proposedDue: nullable(object({ due: dueSchema, party: nullable(string), at: instant })),
    dueAgreed: boolean,
    overdueDays: integer,
    completedOn: nullable(day),
    differs: boolean,
    sides: list(sideSchema),
    jointIndicators: list(jointIndicatorSchema),
    extensions: integer,
    reminders: integer,
    version: integer,
  }),
);

const listedSchema = named<ListedCommitment>(
  'ListedCommitment',
  'A commitment in a list; of a search, with where it was found',
  withOptional(commitmentSchema, { found: foundSchema }),
);

export const commitmentPageSchema = named<CommitmentPage>(
  'CommitmentPage',
  'Commitments that match the filters',
  withOptional(object({ items: list(listedSchema), nextCursor: nullable(string), total: integer }), {
    totalIsAtLeast: boolean,
  }),
);
