/** Who holds a matter. `other_coordinator`: the coordinator of a side that is asked by another; `outside`: a level that is neither side's. */
export const holderRoles = ['lead_body', 'coordinator', 'leader', 'other_coordinator', 'outside'] as const;
export type HolderRole = (typeof holderRoles)[number];

/** In place of a holder, in filters: nothing waits. */
export const NOBODY = 'none';

/** In the order in which they stand, those within their limit. */
export const matterKinds = [
  'part',
  'extension',
  'question',
  'report',
  'plan',
  'review',
  'amendment',
  'directive',
] as const;
export type MatterKind = (typeof matterKinds)[number];

/** Why somebody holds a matter: told in words by holder-words.ts. */
export const reasons = [
  'works',
  'returned',
  'suspended',
  'signs',
  'lead_body_gone',
  'confirms_plan',
  'decides_extension',
  'agrees_to_extension',
  'decides_coordinator',
  'decides_leader',
  'decides_both_committees',
  'decides_higher',
  'reviews_deadline',
  'reviews_report',
  'answers_directive',
  'answers_question',
  'agrees_to_amendment',
] as const;
export type Reason = (typeof reasons)[number];
