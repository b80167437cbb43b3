import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * Gives the commitments of an agreement the places that their codes say, part by part: 1.2 before 1.10, whichever was
 * imported first. Lists, tables, pages, exports and mails go by the place. Two statements, since no two commitments may
 * have the same place meanwhile. Nothing where all are in order.
 */
export async function placeByCode(em: EntityManager, agreementId: number): Promise<void> {
  const placed = sql`select id, position, row_number() over (order by code_order(code) collate "C", code collate "C")::integer as place
    from commitment where agreement_id = ${agreementId}`;
  await sql`update commitment set position = position + (select max(position) from commitment where agreement_id = ${agreementId})
    where agreement_id = ${agreementId} and exists (select 1 from (${placed}) p where place <> position)`.execute(
    em.getKysely(),
  );
  await sql`update commitment c set position = p.place from (${placed}) p where p.id = c.id and p.place <> c.position`.execute(
    em.getKysely(),
  );
}
