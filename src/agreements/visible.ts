import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../accounts/viewer.js';

/** Scope as part of the query: administrators and auditors see every agreement, others those of their side. */
export function visibleTo(
  viewer: Pick<Viewer, 'party'>,
  agreementId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (!viewer.party) return sql<boolean>`true`;
  return sql<boolean>`exists (select 1 from agreement_party ap where ap.agreement_id = ${agreementId} and ap.party_id = ${viewer.party.id})`;
}
