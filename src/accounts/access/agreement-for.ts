import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Actor } from '../../identity/actor.js';
import { RuleBroken } from '../../platform/errors.js';

/** @throws RuleBroken where the account may not see the agreement: like one that does not exist */
export async function agreementFor(em: EntityManager, slug: string, { partyId }: Actor): Promise<number> {
  const isParty = partyId
    ? sql`exists (select 1 from agreement_party ap where ap.agreement_id = a.id and ap.party_id = ${partyId})`
    : sql`true`;
  const { rows } = await sql<{ id: number }>`
    select a.id from agreement a where a.slug = ${slug} and ${isParty}`.execute(em.getKysely());
  if (rows[0]) return rows[0].id;
  throw new RuleBroken(
    {
      vi: 'Không có thỏa thuận này. Hãy chọn trong danh sách.',
      en: 'There is no such agreement. Choose one from the list.',
    },
    'agreement',
  );
}
