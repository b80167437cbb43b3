import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { TemplateSlot } from './template.types.js';

/** Of which template documents are made now. */
interface InForce {
  id: number;
  version: number;
}

/** @param partyId null for documents of all sides @returns null where the shipped layout is in force */
export async function templateInForce(
  em: EntityManager,
  {
    agreementId,
    partyId,
    kind,
    language,
  }: { agreementId: number; partyId: number | null } & Pick<TemplateSlot, 'kind' | 'language'>,
): Promise<InForce | null> {
  const { rows } = await sql<{ id: number | null; version: number | null }>`
    select t.id, t.version from template_in_force f left join document_template t on t.id = f.template_id
    where f.agreement_id = ${agreementId} and f.kind = ${kind} and f.language = ${language} and f.party_id is not distinct from ${partyId}::integer
    order by f.id desc limit 1`.execute(em.getKysely());
  const [found] = rows;
  return found?.id ? { id: found.id, version: found.version! } : null;
}
