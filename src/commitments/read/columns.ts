import { sql, type RawBuilder } from 'kysely';

/** Many rows as a list of each column, as long as each other; null where there are none. That takes the database, and the program, a fraction of a list of rows. */
export type Columns<Row> = { [Column in keyof Row]: Row[Column][] | null };

/** The columns of all rows, as JSON. @param of the value of each column, over a row */
export function asColumns(of: Record<string, RawBuilder<unknown>>): RawBuilder<unknown> {
  const each = Object.entries(of).map(([name, value]) => sql`${sql.lit(name)}, array_agg(${value})`);
  return sql`json_build_object(${sql.join(each)})`;
}

export function rowsOf<Row extends object>(columns: Columns<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  const length = columns[names[0]!]?.length ?? 0;
  return Array.from({ length }, (_, at) => {
    const row = {} as Row;
    for (const name of names) row[name] = columns[name]![at]!;
    return row;
  });
}
