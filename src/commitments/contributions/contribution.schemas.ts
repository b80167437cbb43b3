import {
  boolean,
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  percent,
  string,
  text,
} from '../../platform/http/schema.js';
import { bodySchema } from '../commitment.schemas.js';
import {
  contributionStatuses,
  outcomes,
  type ContributionItem,
  type ContributionPage,
} from './contribution.types.js';

export const contributionSchema = named<ContributionItem>(
  'Contribution',
  'What a cooperating body reported to its side’s lead body, and the outcome',
  object({
    id: integer,
    party: string,
    body: bodySchema,
    at: instant,
    by: text,
    status: choice(contributionStatuses),
    percent,
    results: string,
    difficulties: string,
    proposals: string,
    nextSteps: string,
    illustrative: boolean,
    outcome: nullable(
      object({
        kind: choice(outcomes),
        at: instant,
        by: text,
        updateId: nullable(integer),
        reason: nullable(string),
      }),
    ),
  }),
);

export const contributionPageSchema = named<ContributionPage>(
  'ContributionList',
  'Contributions, newest first',
  object({ items: list(contributionSchema), nextCursor: nullable(string) }),
);
