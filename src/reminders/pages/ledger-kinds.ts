import { ruleKinds } from '../plan/rules.js';

/** What a line of the ledger may be said by: a rule, a notice, somebody who chases by hand. */
export const ledgerKinds = [...ruleKinds, 'notice', 'chase'] as const;
export type LedgerKind = (typeof ledgerKinds)[number];
