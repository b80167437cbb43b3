import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReferenceKind, type EntityMetadata, type EntityName, type EntityProperty } from '@mikro-orm/core';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';
import { entities } from '../entities.js';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

/** Types that the driver reads and writes alike. */
const sameType: Record<string, string> = {
  int: 'int4',
  bigint: 'int8',
  boolean: 'bool',
  'varchar(255)': 'text',
  'integer[]': '_int4',
};

/**
 * Migrations are written by hand, for they hold more than entities can say. This keeps both in step: each table of an
 * entity has exactly the entity's columns, of the same type, nullable in the same places.
 */
describe('the migrations', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let columns: Column[];

  beforeAll(async () => {
    db = await freshOrm();
    ({ rows: columns } = await sql<Column>`
      select c.table_name as "table", c.column_name as "column", c.udt_name as type, c.is_nullable = 'YES' as nullable
      from information_schema.columns c where c.table_schema = 'public'`.execute(db.em.getKysely()));
  });
  afterAll(() => db.close());

  it.each(entities.map((entity): [string, EntityName<object>] => [entity.name, entity]))(
    'give %s the columns it names, and no others',
    (_name, entity) => {
      const meta = db.orm.getMetadata().get(entity);
      expect(mapped(meta)).toEqual(columns.filter(({ table }) => table === meta.tableName).sort(byColumn));
    },
  );
});

function mapped(meta: EntityMetadata): Column[] {
  return meta.props
    .filter(
      (property) =>
        property.persist !== false &&
        property.fieldNames?.length > 0 &&
        property.kind !== ReferenceKind.MANY_TO_MANY,
    )
    .map((property) => ({
      table: meta.tableName,
      column: property.fieldNames[0]!,
      type: typeOf(property),
      nullable: Boolean(property.nullable),
    }))
    .sort(byColumn);
}

function typeOf({ columnTypes }: EntityProperty): string {
  const type = columnTypes[0]!.replace(/\(\d+\)$/, '');
  return sameType[type] ?? type;
}

const byColumn = (a: Column, b: Column) => a.column.localeCompare(b.column);
