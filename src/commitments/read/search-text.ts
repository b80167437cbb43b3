import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { fold } from '../../platform/text.js';
import { cooperatingOf } from '../change/tracked.js';

/**
 * Brings up to date by what people find the commitments of an agreement: code, titles, sector, clauses, bodies on all
 * sides, as they are now. In the transaction that changed one of these.
 * @returns whether any had to be
 */
export async function refreshSearch(em: EntityManager, agreementId: number): Promise<boolean> {
  const { rows } = await sql<{ id: number; search: string; text: string }>`
    select c.id, c.search, concat_ws(' ', c.code, cl.text, c.title ->> 'vi', c.title ->> 'en', s.name ->> 'vi', s.name ->> 'en',
      cl.summaries, b.text) as text
    from commitment c join sector s on s.id = c.sector_id
    left join lateral (select string_agg(l.locator, ' ' order by l.position) as text,
        string_agg(concat_ws(' ', l.summary ->> 'vi', l.summary ->> 'en'), ' ' order by l.position) as summaries
      from commitment_clause cc join clause l on l.id = cc.clause_id where cc.commitment_id = c.id) cl on true
    left join lateral (select string_agg(concat_ws(' ', b.name ->> 'vi', b.name ->> 'en', b.short ->> 'vi', b.short ->> 'en'), ' '
        order by b.id) as text
      from (select distinct unnest(sd.lead_body_id || ${sql.raw(cooperatingOf('sd'))}) as id
        from commitment_side sd where sd.commitment_id = c.id) own join body b on b.id = own.id) b on true
    where c.agreement_id = ${agreementId}`.execute(em.getKysely());
  const stale = rows
    .map(({ id, search, text }) => ({ id, search: fold(text), was: search }))
    .filter(({ search, was }) => search !== was);
  if (stale.length === 0) return false;
  await sql`update commitment c set search = f.search
    from jsonb_to_recordset(${JSON.stringify(stale)}::jsonb) as f(id integer, search text) where c.id = f.id`.execute(
    em.getKysely(),
  );
  return true;
}

/** The same for the other agreements of an agreement's parties, which share their bodies with it; those that show it are told. */
export async function refreshSearchOfOthers(em: EntityManager, agreementId: number, at: Date): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct o.agreement_id as id from agreement_party own join agreement_party o on o.party_id = own.party_id
    where own.agreement_id = ${agreementId} and o.agreement_id <> own.agreement_id order by 1`.execute(
    em.getKysely(),
  );
  const renamed: number[] = [];
  for (const { id } of rows) if (await refreshSearch(em, id)) renamed.push(id);
  if (renamed.length === 0) return;
  await sql`update agreement set revision = revision + 1, changed_at = greatest(changed_at, ${at})
    where id = any(${renamed}::integer[])`.execute(em.getKysely());
}
