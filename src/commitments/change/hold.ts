import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { Conflict } from '../../platform/errors.js';

/** Any number: of the lock by which a long change is told from a short one. */
const LONG = 20162020;
/** How long a change waits for a long one before it is refused: 150 ms, so that its answer comes within a quarter of a second. */
const PAUSES_MS = [0, 5, 10, 20, 30, 40, 45];

/**
 * Says, until the transaction ends, that many commitments of an agreement will be held for longer than anybody should wait. To be said before they are
 * locked: whoever changes one of them is then told, and others wait only for short changes. Long ones wait for each other.
 */
export async function beginLongChange(em: EntityManager, agreementId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LONG}, ${agreementId}::integer)`.execute(em.getKysely());
}

/** Locks commitments until the transaction ends, always in the same order: two who change the same ones wait, and neither is refused. */
export async function holdCommitments(em: EntityManager, ids: readonly number[]): Promise<void> {
  await sql`select 1 from commitment where id = any(${[...ids]}::integer[]) order by id for no key update`.execute(
    em.getKysely(),
  );
}

/**
 * Locks a commitment until the transaction ends; one that does not exist is left to whoever reads it.
 * @throws Conflict where a long change holds it
 */
export async function holdCommitment(em: EntityManager, id: number): Promise<void> {
  const { rows } = await sql`select 1 from commitment where id = ${id} for no key update skip locked`.execute(
    em.getKysely(),
  );
  if (rows.length === 0) await waitForCommitment(em, id);
}

/**
 * Waits until whoever holds a commitment has done; within a transaction it is held from then on.
 * @throws Conflict where that is a long change
 */
export async function waitForCommitment(em: EntityManager, id: number): Promise<void> {
  for (const ms of PAUSES_MS) {
    if (ms > 0) await pause(ms);
    if (await isInLongChange(em, id)) continue;
    await holdCommitments(em, [id]);
    return;
  }
  throw new Conflict(inLongChange);
}

async function isInLongChange(em: EntityManager, id: number): Promise<boolean> {
  const { rows } = await sql<{ isShort: boolean }>`
    select pg_try_advisory_xact_lock_shared(${LONG}, agreement_id) as "isShort" from commitment where id = ${id}`.execute(
    em.getKysely(),
  );
  return rows[0]?.isShort === false;
}

const inLongChange = {
  vi: 'Cam kết này đang được cập nhật cùng nhiều cam kết khác (bảng tính, tệp thỏa thuận hoặc việc làm với nhiều cam kết). Nội dung chưa được lưu; hãy gửi lại sau ít phút.',
  en: 'This commitment is being changed together with many others (by a sheet, an agreement file or one action on many). Nothing was saved; please send it again in a few minutes.',
};
