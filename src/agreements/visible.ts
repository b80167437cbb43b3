import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../identity/viewer.js';

/**
 * Scope as part of the query: administrators and auditors see every agreement, others those of their side; a token for
 * one agreement sees that one.
 */
export function visibleTo(
  { party, onlyAgreementId }: Pick<Viewer, 'party' | 'onlyAgreementId'>,
  agreementId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const isParty = party ? partyTo(agreementId, sql`${party.id}`) : sql<boolean>`true`;
  return onlyAgreementId === undefined
    ? isParty
    : sql<boolean>`(${agreementId} = ${onlyAgreementId} and ${isParty})`;
}

/** The same for an account that is read in the same query. */
export function visibleToAccount(
  account: { partyId: RawBuilder<unknown>; onlyAgreementId: RawBuilder<unknown> },
  agreementId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const { partyId, onlyAgreementId } = account;
  return sql<boolean>`((${partyId} is null or ${partyTo(agreementId, partyId)})
    and (${onlyAgreementId} is null or ${onlyAgreementId} = ${agreementId}))`;
}

function partyTo(agreementId: RawBuilder<unknown>, partyId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from agreement_party ap where ap.agreement_id = ${agreementId} and ap.party_id = ${partyId})`;
}
