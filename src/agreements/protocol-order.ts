import { sql, type RawBuilder } from 'kysely';
import { bodyKinds } from './body.entity.js';

/**
 * Bodies `b` as offices list them: side after side, the Party's own bodies before organisations and departments, and among
 * those of a kind as the agreement's file has them.
 */
export const inProtocolOrder: RawBuilder<unknown> = sql`b.party_id, array_position(array[${sql.join(
  bodyKinds.map((kind) => sql.lit(kind)),
)}], b.kind), b.id`;
