import { sql, type RawBuilder } from 'kysely';

/** A part as figures count it: as its side stated, or withdrawn where an amendment has ended it. @param alias a row of sidesAt */
export function standingOfPart(alias: string): RawBuilder<unknown> {
  const [ended, status] = [sql.ref(`${alias}.ended`), sql.ref(`${alias}.status`)];
  return sql`case when coalesce(${ended}, false) then 'withdrawn' else ${status} end`;
}
