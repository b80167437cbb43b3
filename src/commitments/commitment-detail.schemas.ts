import {
  choice,
  day,
  integer,
  list,
  map,
  named,
  nullable,
  object,
  string,
  text,
} from '../platform/http/schema.js';
import { bodySchema, commitmentSchema, dueSchema, holderSchema } from './commitment.schemas.js';
import type { BilingualText } from '../platform/text.js';
import type {
  CommitmentDetail,
  CompletionWaits,
  ProgressUpdateItem,
  SideInCharge,
  StandingEvidence,
} from './commitment.types.js';
import { extensionSchema } from './extensions/extension.schemas.js';
import { periodsSchema } from './indicators/indicator.schemas.js';
import { holderRoles } from './turn/turn.types.js';
import { openMatterSchema } from './matters/matter.schemas.js';
import { progressUpdateSchema } from './updates/update.schemas.js';

const neighbour = nullable(object({ id: integer, code: string }));

const standingEvidenceSchema = object({
  id: integer,
  name: nullable(string),
  number: nullable(string),
  issuedOn: nullable(day),
  issuer: nullable(string),
  recipient: nullable(string),
  title: nullable(string),
});

export const commitmentDetailSchema = named<CommitmentDetail>(
  'CommitmentDetail',
  'A commitment with its statements, its extension requests and its neighbours',
  object({
    ...commitmentSchema.properties,
    agreement: object({ slug: string, number: string, startsOn: day, endsOn: day }),
    clauseSummaries: list(object({ locator: string, summary: text })),
    originalDue: dueSchema,
    overdueSpells: list(object({ due: day, from: day, until: nullable(day) })),
    differsSince: nullable(day),
    overdueWorkingDays: integer,
    completion: map<CompletionWaits | undefined>(
      object({ entryLagDays: integer, waitingWorkingDays: integer }),
    ),
    statements: map<ProgressUpdateItem | undefined>(progressUpdateSchema),
    reportCounts: map(integer),
    figures: map(map(periodsSchema)),
    evidence: map<StandingEvidence[] | undefined>(list(standingEvidenceSchema)),
    extensionRequests: list(extensionSchema),
    holders: list(holderSchema),
    turns: list(
      object({
        party: string,
        role: choice(holderRoles),
        name: text,
        short: text,
        from: day,
        until: nullable(day),
        workingDays: integer,
      }),
    ),
    openMatters: list(openMatterSchema),
    inCharge: map<SideInCharge | undefined>(object({ leadBody: bodySchema, bodies: list(string) })),
    recipients: map<BilingualText | undefined>(text),
    previous: neighbour,
    next: neighbour,
  }),
);
