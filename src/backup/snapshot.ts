import { escapeIdentifier, type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Readable } from 'node:stream';
import type { SequenceState } from './manifest.js';

/** Days, instants and bytes are written in one way, whatever the server's settings are. */
export const plainText = `
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local search_path = public;`;

export interface Table {
  name: string;
  columns: string[];
}

/**
 * Opens one state of the database: what writers commit from here on is not seen, and they are not held up. Tables are held
 * against being altered or dropped until the end.
 */
export async function openSnapshot(client: Client): Promise<Table[]> {
  const names = (await tables(client)).map(({ name }) => escapeIdentifier(name));
  await client.query('begin isolation level repeatable read read only');
  await client.query(plainText);
  // Before the first reading, which is when the state is fixed.
  await client.query(`set local lock_timeout = '60s'; lock table ${names.join(', ')} in access share mode`);
  return tables(client);
}

/** Every table of the program, with the columns that are written and not computed. */
export async function tables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`);
  return rows;
}

export function copyOut(client: Client, { name, columns }: Table): Readable & { rowCount: number } {
  return client.query(copyTo(`copy ${columnsOf(name, columns)} to stdout`));
}

export function columnsOf(table: string, columns: string[]): string {
  return `public.${escapeIdentifier(table)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`;
}

/** They stand outside of every transaction, so they may be ahead of the rows; never behind. */
export async function sequences(client: Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`,
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<Omit<SequenceState, 'name'>>(
      `select last_value::text as last, is_called as "isCalled" from public.${escapeIdentifier(name)}`,
    );
    states.push({ name, ...state[0]! });
  }
  return states;
}

export async function migrationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by id');
  return rows.map(({ name }) => name);
}

/** The last link of the audit log. */
export async function auditHead(client: Client): Promise<{ seq: number; hash: string } | null> {
  const { rows } = await client.query<{ seq: number; hash: string }>(
    `select seq::float8 as seq, encode(hash, 'hex') as hash from audit_chain order by seq desc limit 1`,
  );
  return rows[0] ?? null;
}

/** Tables whose rows name files in the store. */
const naming = ['evidence', 'document_issue'] as const;

/** SHA-256 of every file that a row names, in order, some at a time. @param all tables that are there: an older program had fewer */
export async function* hashesOfFiles(
  client: Client,
  all: readonly { name: string }[],
): AsyncGenerator<string> {
  const there = naming.filter((table) => all.some(({ name }) => name === table));
  if (there.length === 0) return;
  const each = there.map((table) => `select sha256 from ${table} where sha256 > $1`).join(' union all ');
  for (let after = ''; ;) {
    const { rows } = await client.query<{ sha256: string }>(
      `select distinct sha256 from (${each}) named order by sha256 limit 1000`,
      [after],
    );
    for (const { sha256 } of rows) yield sha256;
    if (rows.length === 0) return;
    after = rows.at(-1)!.sha256;
  }
}
