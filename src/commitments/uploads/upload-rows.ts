import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { visibleTo } from '../../agreements/visible.js';
import { handOf, type Actor } from '../../identity/actor.js';
import { holds } from '../../platform/standing.js';
import type { Day } from '../../platform/clock.js';
import type { Upload } from './upload.types.js';
import { ofColleagues, type OfColleagues } from './uploads-of-colleagues.js';

/** Without a byte more, so long is an upload kept. */
export const KEPT_DAYS = 7;
/** Whoever writes holds the row so long, and renews it well before. */
const LEASE_SECONDS = 30;

const untilForgotten = sql`now() + make_interval(days => ${KEPT_DAYS})`;
const lease = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

const columns = sql`u.id, u.commitment_id as "commitmentId", u.name, u.length, u.received, u.sha256, iso(u.expires_at) as "expiresAt"`;

/** Of this account (of the stand-in's own, while somebody stands in), while it speaks for the side for which it began them, within the reach of its token; not those that became evidence. */
function ownedBy(actor: Actor): RawBuilder<boolean> {
  const { partyId, onlyAgreementId } = actor;
  const { userId } = handOf(actor);
  const party = partyId === null ? null : ({ id: partyId } as never);
  return sql<boolean>`u.user_id = ${userId} and s.party_id = ${partyId} and u.evidence_id is null
    and u.expires_at > now() and ${visibleTo({ party, onlyAgreementId }, sql`s.agreement_id`)}`;
}

const itsSide = sql`commitment_side s on s.id = u.side_id`;

export async function ownUpload(em: EntityManager, actor: Actor, id: number): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`
    select ${columns} from upload u join ${itsSide} where u.id = ${id} and ${ownedBy(actor)}`.execute(
    em.getKysely(),
  );
  return rows[0];
}

/** The account's own, oldest first, and that colleagues have such. */
export async function waitingUploads(
  em: EntityManager,
  actor: Actor,
  commitmentId: number,
): Promise<{ uploads: Upload[]; colleagues: OfColleagues }> {
  const { rows } = await sql<{ uploads: Upload[]; colleagues: OfColleagues }>`
    select ${ofColleagues(actor, commitmentId)} as colleagues, coalesce(jsonb_agg(own order by own.id), '[]'::jsonb) as uploads
    from (select ${columns} from upload u join ${itsSide}
      where u.commitment_id = ${commitmentId} and ${ownedBy(actor)}) own`.execute(em.getKysely());
  return rows[0]!;
}

/** How many files of the account no report has taken, and how many bytes of everybody's are still to come. */
export async function underWay(em: EntityManager, userId: number): Promise<{ own: number; toCome: number }> {
  // Held until the end of the transaction: two that begin at once do not both take the last room.
  await sql`select pg_advisory_xact_lock(hashtext('upload begun'))`.execute(em.getKysely());
  const { rows } = await sql<{ own: number; toCome: number }>`
    select count(*) filter (where user_id = ${userId})::integer as own, coalesce(sum(length - received), 0)::float8 as "toCome"
    from upload where evidence_id is null and expires_at > now()`.execute(em.getKysely());
  return rows[0]!;
}

export async function standingEvidence(em: EntityManager, sideId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from evidence where side_id = ${sideId} and withdrawn_at is null`.execute(
    em.getKysely(),
  );
  return rows[0]!.n;
}

export async function insertUpload(
  em: EntityManager,
  row: { commitmentId: number; sideId: number; userId: number; name: string; length: number; day: Day },
): Promise<Upload> {
  const { rows } = await sql<Upload>`
    insert into upload as u (commitment_id, side_id, user_id, name, length, day, expires_at)
    values (${row.commitmentId}, ${row.sideId}, ${row.userId}, ${row.name}, ${row.length}, ${row.day}, ${untilForgotten})
    returning ${columns}`.execute(em.getKysely());
  return rows[0]!;
}

/** @returns false where another holds it, or it is no longer as far as it was */
export async function takeLease(em: EntityManager, { id, received }: Upload, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update upload set lease_by = ${by}, lease_until = ${lease}
    where id = ${id} and received = ${received} and sha256 is null and (lease_until is null or lease_until < now())`.execute(
    em.getKysely(),
  );
  return numAffectedRows === 1n;
}

/** So much has come. @returns false where the lease is lost to another */
export async function renewLease(
  em: EntityManager,
  id: number,
  by: string,
  received: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update upload set received = ${received}, lease_until = ${lease}, expires_at = ${untilForgotten}
    where id = ${id} and lease_by = ${by}`.execute(em.getKysely());
  return numAffectedRows === 1n;
}

/** Lets go of it. @param sha256 where it is whole. @returns null where the lease is lost, or who sent it is signed out */
export async function endLease(
  em: EntityManager,
  actor: Actor,
  { id, by, received, sha256 }: { id: number; by: string; received: number; sha256: string | null },
): Promise<Upload | null> {
  const { rows } = await sql<Upload>`
    update upload u set received = ${received}, sha256 = ${sha256}, lease_by = null, lease_until = null, expires_at = ${untilForgotten}
    where u.id = ${id} and u.lease_by = ${by} and ${holds(em, actor)} returning ${columns}`.execute(
    em.getKysely(),
  );
  return rows[0] ?? null;
}

export async function dropLease(em: EntityManager, id: number, by: string): Promise<void> {
  await sql`update upload set lease_by = null, lease_until = null where id = ${id} and lease_by = ${by}`.execute(
    em.getKysely(),
  );
}

/** @returns those that nobody asks for any more: expired, or evidence by now and as long as a report may be sent again */
export async function deleteExpired(em: EntityManager): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    delete from upload where expires_at < now() and (lease_until is null or lease_until < now()) returning id`.execute(
    em.getKysely(),
  );
  return rows.map(({ id }) => id);
}

/** Of these numbers, those whose file is still needed: it is on its way, or waits for a report. */
export async function stillNeeded(em: EntityManager, ids: number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from upload where id = any(${ids}::integer[]) and evidence_id is null`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

/** @returns the day on which it was counted; undefined where somebody else is writing to it */
export async function deleteUpload(
  em: EntityManager,
  actor: Actor,
  id: number,
  by: string | null = null,
): Promise<Day | undefined> {
  const { rows } = await sql<{ day: Day }>`
    delete from upload where id = ${id} and evidence_id is null
      and (lease_until is null or lease_until < now() or lease_by = ${by}::uuid) and ${holds(em, actor)}
    returning day::text as day`.execute(em.getKysely());
  return rows[0]?.day;
}
