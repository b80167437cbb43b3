import { sql, type RawBuilder } from 'kysely';

type Sql = RawBuilder<unknown>;

/** The id of the account that a side named last for a sector, whatever has become of it; null where that is all its leaders. */
export function lastNamed(sectorId: Sql, partyId: Sql): RawBuilder<number | null> {
  return sql<number | null>`(
    select l.leader_id from sector_leader l where l.sector_id = ${sectorId} and l.party_id = ${partyId} order by l.id desc limit 1)`;
}

/**
 * The id of the leader in charge of a sector on a side: whom it named last. Null where it named nobody, or where that account is disabled
 * or no longer a leader of the side: then it is all of them.
 */
export function leaderInCharge(sectorId: Sql, partyId: Sql): RawBuilder<number | null> {
  return sql<number | null>`(
    select lu.id from app_user lu
    where lu.id = ${lastNamed(sectorId, partyId)} and lu.active and lu.role = 'leader' and lu.party_id = ${partyId})`;
}

/** Whether what waits for the leaders of a side in a sector is that account's: it is in charge, or nobody is. Of an account that leads the side. */
export function isLeadersOwn(userId: Sql, sectorId: Sql, partyId: Sql): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${leaderInCharge(sectorId, partyId)} = ${userId}, true)`;
}

/** Whether the account `u` is one of those to whom what waits for the leaders of a side in a sector goes. */
export function isLeaderFor(sectorId: Sql, partyId: Sql): RawBuilder<boolean> {
  return sql<boolean>`(u.active and u.role = 'leader' and u.party_id = ${partyId} and ${isLeadersOwn(sql`u.id`, sectorId, partyId)})`;
}
