import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** What may be tried, how often, and where it is counted. */
export interface TryLimit {
  table: 'sign_in_failure' | 'reset_request';
  windowMinutes: number;
  /** By strangers; and by each browser that is known. */
  perAccount: number;
  perMachine: number;
  /** What a single account adds to the count of a machine at most: a colleague does not lock his office out. */
  perAccountOfMachine: number;
}

export interface Try {
  /** The account's address as a keyed hash: what was typed is not kept. */
  account: Buffer;
  address: string;
  /** Under what it is counted by itself; null for strangers. */
  known: Buffer | null;
}

/**
 * Counts one more, unless there are too many: the one way in which tries are counted. Those for one account and from one machine
 * are counted one after the other, so that of many at once none slips past. In a transaction, which should be short.
 * @returns the row, by which it is taken back; or in how many seconds there is room again
 */
export async function countTry(
  em: EntityManager,
  limit: TryLimit,
  tried: Try,
): Promise<{ id: string } | { retryAfterSeconds: number }> {
  await takeTurns(em, limit, tried);
  const seconds = await secondsUntilRoom(em, limit, tried);
  if (seconds !== null) return { retryAfterSeconds: seconds };
  const { rows } = await sql<{ id: string }>`
    insert into ${sql.table(limit.table)} (email_hash, address, at, known)
    values (${tried.account}, ${machineOf(tried.address)}::inet, now(), ${tried.known}) returning id::text`.execute(
    em.getKysely(),
  );
  return { id: rows[0]!.id };
}

/** @returns null where there is room for one more */
export async function secondsUntilRoom(
  em: EntityManager,
  { table, windowMinutes, perAccount, perMachine, perAccountOfMachine }: TryLimit,
  { account, address, known }: Try,
): Promise<number | null> {
  const recent = sql`${sql.table(table)} t where t.at > now() - make_interval(mins => ${windowMinutes})`;
  // The one that has to be forgotten before there is room: null where there are fewer.
  const ofAccount = sql`(select t.at from ${recent} and t.email_hash = ${account} and t.known is not distinct from ${known}
    order by t.at desc offset ${perAccount - 1} limit 1)`;
  const ofMachine = sql`(select f.at from (
      select t.at, row_number() over (partition by t.email_hash order by t.at desc) as nth
      from ${recent} and t.address = ${machineOf(address)}::inet and t.known is null) f
    where f.nth <= ${perAccountOfMachine} order by f.at desc offset ${perMachine - 1} limit 1)`;
  const { rows } = await sql<{ seconds: number | null }>`
    select ceil(extract(epoch from greatest(${ofAccount}, ${known === null ? ofMachine : sql`null`})
      + make_interval(mins => ${windowMinutes}) - now()))::integer as seconds`.execute(em.getKysely());
  const { seconds } = rows[0]!;
  return seconds === null ? null : Math.max(1, seconds);
}

async function takeTurns(
  em: EntityManager,
  { table }: TryLimit,
  { account, address, known }: Try,
): Promise<void> {
  const counted = known ? [known.toString('hex')] : [account.toString('hex'), machineOf(address)];
  const keys = counted.map((what) => `${table} ${what}`);
  await sql`
    select pg_advisory_xact_lock(key)
    from (select hashtextextended(what, 0) as key from unnest(${keys}::text[]) as what order by 1) k`.execute(
    em.getKysely(),
  );
}

/** Of an IPv6 address the network: whoever has one has all of its /64. */
export function machineOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const between = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  const network = [...front, ...between, ...back]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
