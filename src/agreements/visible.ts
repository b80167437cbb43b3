import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../identity/viewer.js';

/**
 * Scope as part of the query: administrators and auditors see every agreement, others those of their side; a token for
 * one agreement sees that one.
 */
export function visibleTo(
  viewer: Pick<Viewer, 'party' | 'onlyAgreementId'>,
  agreementId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const { party, onlyAgreementId } = viewer;
  const isParty = party
    ? sql<boolean>`exists (select 1 from agreement_party ap where ap.agreement_id = ${agreementId} and ap.party_id = ${party.id})`
    : sql<boolean>`true`;
  return onlyAgreementId === undefined
    ? isParty
    : sql<boolean>`(${agreementId} = ${onlyAgreementId} and ${isParty})`;
}
