import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Mapping } from './intake/own.types.js';
import type { SheetForm } from './sheet.types.js';

/** A sheet in the hands of who works on it. */
export interface LeasedSheet {
  id: number;
  agreementId: number;
  slug: string;
  partyId: number;
  party: string;
  userId: number;
  status: 'reading' | 'applying';
  only: 'all' | 'sound' | null;
  file: string;
  sha256: string;
  kind: 'xlsx' | 'csv';
  form: SheetForm;
  /** By an administrator, for that side. */
  administered: boolean;
  /** Of an office's own sheet: how it is to be understood; null while nobody has said. */
  mapping: Mapping | null;
  /** How often somebody has begun, this time counted. */
  attempts: number;
}

/** Longer than any one step takes; told again after each. Real time, also in the demo, whose clock jumps. */
const LEASE = sql`make_interval(secs => 60)`;

/** Takes a sheet on which there is work to do and that is in nobody's hands. */
export async function leaseSheet(em: EntityManager, id: number): Promise<LeasedSheet | null> {
  const { rows } = await sql<LeasedSheet>`
    update sheet s set lease_until = now() + ${LEASE}, attempts = s.attempts + 1 from agreement a, party p
    where s.id = ${id} and s.status in ('reading', 'applying') and (s.lease_until is null or s.lease_until < now())
      and a.id = s.agreement_id and p.id = s.party_id
    returning s.id, s.agreement_id as "agreementId", a.slug, s.party_id as "partyId", p.code as party, s.user_id as "userId", s.status,
      s.only_rows as only, s.file_name as file, s.sha256, s.kind, s.form, s.administered, s.mapping, s.attempts`.execute(
    em.getKysely(),
  );
  return rows[0] ?? null;
}

/** Those on which there is work to do and that are in nobody's hands. */
export async function waitingSheets(em: EntityManager): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from sheet where status in ('reading', 'applying') and (lease_until is null or lease_until < now()) order by id`.execute(
    em.getKysely(),
  );
  return rows.map(({ id }) => id);
}

/** So far it is done; and it stays in the same hands. */
export async function tellProgress(em: EntityManager, id: number, progress: number): Promise<void> {
  await sql`update sheet set progress = ${progress}, lease_until = now() + ${LEASE} where id = ${id}`.execute(
    em.getKysely(),
  );
}
