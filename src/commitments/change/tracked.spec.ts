import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../../test/support/orm.js';
import { tracked, type Tracked } from './tracked.js';

const tables = {
  commitment: { own: 'commitment', state: 'commitment_state' },
  side: { own: 'commitment_side', state: 'side_state' },
};
const rows = (['commitment', 'side'] as const).flatMap((owner) =>
  tracked[owner].map((row): [string, Tracked, (typeof tables)['side']] => [
    `${owner}.${row.property}`,
    row,
    tables[owner],
  ]),
);

/** A line of the table says what the schema has: a forgotten migration shows here. */
describe('what is tracked', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let columns: Map<string, { type: string; nullable: boolean }>;

  beforeAll(async () => {
    db = await freshOrm();
    const { rows: found } = await sql<{ name: string; type: string; nullable: boolean }>`
      select a.attrelid::regclass || '.' || a.attname as name, replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone',
        'timestamptz') as type, not a.attnotnull as nullable
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0`.execute(
      db.em.getKysely(),
    );
    columns = new Map(found.map(({ name, ...column }) => [name, column]));
  });
  afterAll(() => db.close());

  it.each(rows)(
    'has its columns, of the same type: %s',
    (_name, { column, type, elsewhere, history }, table) => {
      expect(columns.get(`${table.own}.${column}`)?.type).toBe(elsewhere ? undefined : type);
      expect(columns.get(`${table.state}.${column}`)?.type).toBe(history === 'not kept' ? undefined : type);
    },
  );

  it.each(rows.filter(([, { history }]) => history === 'joined later'))(
    'can be null in the history of those who do not know it, and never is itself: %s',
    (_name, { column, elsewhere }, table) => {
      expect(columns.get(`${table.state}.${column}`)!.nullable).toBe(true);
      if (!elsewhere) expect(columns.get(`${table.own}.${column}`)!.nullable).toBe(false);
    },
  );
});
