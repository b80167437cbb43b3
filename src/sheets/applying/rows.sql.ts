import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { ReadRow } from '../sheet.types.js';
import type { Judged } from '../preview/judge-row.js';

/** A row with what would become of it. */
export interface JudgedRow {
  read: ReadRow;
  judged: Judged;
}

const asRecord = ({ read, judged: { outcome, changes, faults } }: JudgedRow) => ({
  row: read.row,
  commitment: read.id,
  code: read.code,
  read,
  outcome,
  changes,
  faults,
});

/** Keeps rows as they were read and judged. An id of no commitment in reach is not kept as one. */
export async function keepRows(
  em: EntityManager,
  sheetId: number,
  rows: readonly (JudgedRow & { isKnown: boolean })[],
): Promise<void> {
  const records = rows.map((row) => ({ ...asRecord(row), commitment: row.isKnown ? row.read.id : null }));
  await sql`
    insert into sheet_row (sheet_id, row, commitment_id, code, read, outcome, changes, faults)
    select ${sheetId}::integer, row, commitment, code, read, outcome, changes, faults
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
      as r (row integer, commitment integer, code text, read jsonb, outcome text, changes jsonb, faults jsonb)`.execute(
    em.getKysely(),
  );
}

/** Rows of which something else became since they were looked at. */
export async function judgeAgain(
  em: EntityManager,
  sheetId: number,
  rows: readonly JudgedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update sheet_row s set outcome = r.outcome, changes = r.changes, faults = r.faults
    from jsonb_to_recordset(${JSON.stringify(rows.map(asRecord))}::jsonb) as r (row integer, outcome text, changes jsonb, faults jsonb)
    where s.sheet_id = ${sheetId} and s.row = r.row and not s.applied`.execute(em.getKysely());
}

/** Changes that are not applied yet, in their order. @param after the row that they follow */
export async function rowsToApply(
  em: EntityManager,
  sheetId: number,
  most: number,
  after = 0,
): Promise<ReadRow[]> {
  const { rows } = await sql<{ read: ReadRow }>`
    select read from sheet_row where sheet_id = ${sheetId} and outcome = 'change' and not applied and row > ${after}::integer order by row
    limit ${most}::integer`.execute(em.getKysely());
  return rows.map(({ read }) => read);
}

export async function markApplied(
  em: EntityManager,
  sheetId: number,
  rows: readonly number[],
): Promise<void> {
  await sql`update sheet_row set applied = true where sheet_id = ${sheetId} and row = any(${[...rows]}::integer[])`.execute(
    em.getKysely(),
  );
}
