import {
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import { ruleKinds, ruleRoles, ruleUnits, type RuleRole } from '../plan/rules.js';
import {
  putStatuses,
  ruleSources,
  type AgreementRules,
  type NamedRule,
  type PutStatus,
  type RuleProposal,
} from './rules.types.js';

const ruleSchema = named<NamedRule>(
  'ReminderRule',
  'When reminders speak, and to whom; equal rules have equal codes in all agreements',
  object({
    code: string,
    kind: choice(ruleKinds),
    days: integer,
    unit: choice(ruleUnits),
    thenEvery: nullable(integer),
    to: list<RuleRole>(choice(ruleRoles)),
    name: text,
  }),
);

const proposalSchema = named<RuleProposal>(
  'RuleProposal',
  'What a side’s coordinators would have instead of the rules in force',
  object({
    id: integer,
    party: string,
    rules: list(ruleSchema),
    holdDays: integer,
    proposedAt: instant,
    by: text,
  }),
);

export const agreementRulesSchema = named<AgreementRules>(
  'AgreementRules',
  'By which rules an agreement’s reminders go; the version is their ETag. Proposals are shown to coordinators, auditors and administrators',
  object({
    rules: list(ruleSchema),
    holdDays: integer,
    source: choice(ruleSources),
    version: integer,
    madeAt: nullable(instant),
    madeBy: nullable(text),
    proposals: list(proposalSchema),
  }),
);

export const putSchema = named<{ status: PutStatus }>(
  'RulesPut',
  'Whether the other sides have still to put the same',
  object({ status: choice(putStatuses) }),
);
