import { sql, type RawBuilder } from 'kysely';

/** What a side last said of the level that must decide, and its last matter as the last step left it, as JSON. @param side its id */
export const standingOf = (side: RawBuilder<unknown>) => sql`jsonb_build_object(
  'stated', (select u.decision_level from progress_update u where u.side_id = ${side} order by u.id desc limit 1), 'matter', (
  select jsonb_build_object('id', m.id, 'level', m.level, 'openedAt', m.opened_at, 'kind', l.kind, 'role', l.role, 'holder', l.holder_party_id)
  from decision_matter m cross join lateral (${lastStep()}) l where m.side_id = ${side} order by m.id desc limit 1))`;

/**
 * @param matter its id
 * @param then a condition over the step `st`
 */
export function lastStep(
  matter: RawBuilder<unknown> = sql`m.id`,
  then: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  return sql`select * from decision_step st where st.matter_id = ${matter} and ${then} order by st.id desc limit 1`;
}
