/** The level that must decide, as a report names it. */
export const decisionLevels = [
  'lead_body',
  'coordinator',
  'leader',
  'both_committees',
  'higher',
  'none',
] as const;
export type DecisionLevel = (typeof decisionLevels)[number];

export function isDecisionLevel(level: unknown): level is DecisionLevel {
  return decisionLevels.some((one) => one === level);
}

/** Where one of these must decide there is a matter, with a holder other than the lead body. */
export const matterLevels = ['coordinator', 'leader', 'both_committees', 'higher'] as const;
export type MatterLevel = (typeof matterLevels)[number];

export function isMatterLevel(level: unknown): level is MatterLevel {
  return matterLevels.some((one) => one === level);
}

export const matterSteps = [
  'named',
  'put_to_other_office',
  'higher_level_asked',
  'answered',
  'returned',
  'closed',
] as const;
export type MatterStepKind = (typeof matterSteps)[number];

/** Who can hold a matter: a post of the own side, the office to which it was put, a level of neither side's offices. */
export const matterHolders = ['coordinator', 'leader', 'other_coordinator', 'outside'] as const;
export type MatterHolder = (typeof matterHolders)[number];

/** What waits for a level other than a lead body to decide, without anybody's words. */
export interface OpenMatter {
  id: number;
  /** Code of the side in whose way it stands. */
  party: string;
  level: MatterLevel;
  /** Since when it waits, in whosever hands. */
  openedAt: string;
  role: MatterHolder;
  /** Code of the side whose post holds it; of a level outside, the side that asked it. */
  holder: string;
  /** The level or body of neither side's offices that was asked; null where none was. */
  outside: string | null;
}
