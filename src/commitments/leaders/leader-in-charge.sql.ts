import { sql, type RawBuilder } from 'kysely';

/**
 * The id of the leader in charge of a sector on a side: whom it named last. Null where it named nobody, or where that account is disabled
 * or no longer a leader of the side: then it is all of them. Of today; who held what earlier was told then.
 */
export function leaderInCharge(
  sectorId: RawBuilder<unknown>,
  partyId: RawBuilder<unknown>,
): RawBuilder<number | null> {
  return sql<number | null>`(
    select lu.id from (
      select l.leader_id from sector_leader l where l.sector_id = ${sectorId} and l.party_id = ${partyId} order by l.id desc limit 1) ln
    join app_user lu on lu.id = ln.leader_id and lu.active and lu.role = 'leader' and lu.party_id = ${partyId})`;
}

/** Whether what waits for the leaders of a side in a sector is that account's: it is in charge, or nobody is. Of an account that leads the side. */
export function isLeadersOwn(
  userId: RawBuilder<unknown>,
  sectorId: RawBuilder<unknown>,
  partyId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${leaderInCharge(sectorId, partyId)} = ${userId}, true)`;
}

/** Whether the account `u` is one of those to whom what waits for the leaders of a side in a sector goes. */
export function isLeaderFor(
  sectorId: RawBuilder<unknown>,
  partyId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql<boolean>`(u.active and u.role = 'leader' and u.party_id = ${partyId} and ${isLeadersOwn(sql`u.id`, sectorId, partyId)})`;
}
