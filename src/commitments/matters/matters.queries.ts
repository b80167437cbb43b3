import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { visibleTo } from '../../agreements/visible.js';
import type { Viewer } from '../../identity/viewer.js';
import { NotFound } from '../../platform/errors.js';
import { byEndOf } from '../read/read-source.js';
import type { Reading } from '../read/days.js';
import type { MatterItem } from './matter-history.types.js';

/** What was put to whom to decide. Scope is in the query. */
@Injectable()
export class MattersQueries {
  constructor(private readonly em: EntityManager) {}

  /**
   * Newest first, as it stood at the end of a day where one is named. @param before an id, to page on
   * @throws NotFound where the commitment does not exist, or the viewer may not know of it
   */
  async of(
    viewer: Viewer,
    commitmentId: number,
    { limit = 50, before, day }: Reading = {},
  ): Promise<MatterItem[]> {
    const had = byEndOf(day);
    const older = before === undefined ? sql`true` : sql`m.id < ${before}`;
    const { rows } = await sql<{ items: MatterItem[] }>`
      select (select coalesce(jsonb_agg(m.item order by m.id desc), '[]') from (
        select m.id, ${itemJson(viewer, had)} as item
        from decision_matter m join commitment_side sd on sd.id = m.side_id join party p on p.id = sd.party_id
        where m.commitment_id = c.id and ${older} and ${had(sql`m.opened_at`)} order by m.id desc limit ${limit}) m) as items
      from commitment c where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0].items;
  }
}

type Had = ReturnType<typeof byEndOf>;

/**
 * Who holds what is seen by every side; words are for the side in whose way it stands. Another side reads what was put to its own
 * office, and what that office said to it.
 */
function isReadBy({ party }: Viewer): RawBuilder<unknown> {
  if (!party) return sql`true`;
  const isPut = sql`st.kind = 'put_to_other_office' and st.holder_party_id = ${party.id}`;
  const isSaidByIt = sql`st.held_role = 'other_coordinator' and st.held_by = ${party.id}`;
  return sql`(sd.party_id = ${party.id} or ${isPut} or ${isSaidByIt})`;
}

const holderJson = sql`case when st.role is not null then jsonb_build_object('role', st.role, 'party', h.code, 'outside', st.outside) end`;

/** Of the last report by which it was named, or named again while it waited. */
const difficulties = (had: Had) => sql`
  select u.difficulties from progress_update u where u.side_id = sd.id and u.decision_level = m.level
    and ${had(sql`u.at`)}
    and u.id >= (select max(n.update_id) from decision_step n where n.matter_id = m.id and n.kind = 'named' and ${had(sql`n.at`)})
    and not exists (select 1 from decision_step e where e.matter_id = m.id and e.role is null and e.id = (
      select max(o.id) from decision_step o where o.matter_id = m.id and ${had(sql`o.at`)}) and e.at < u.at)
  order by u.id desc limit 1`;

const itemJson = (viewer: Viewer, had: Had) => sql`(
  select jsonb_build_object('id', m.id, 'party', p.code, 'level', m.level, 'openedAt', iso(m.opened_at),
    'holder', (array_agg(${holderJson} order by st.id desc))[1],
    'difficulties', coalesce((${difficulties(had)}), ''),
    'steps', jsonb_agg(jsonb_build_object('kind', st.kind, 'at', iso(st.at), 'by', st.author, 'holder', ${holderJson},
      'text', case when ${isReadBy(viewer)} then st.text end,
      'document', case when st.document_number is not null then jsonb_build_object('number', st.document_number,
        'issuedOn', st.document_issued_on, 'issuer', st.document_issuer) end,
      'updateId', st.update_id, 'illustrative', st.illustrative) order by st.id))
  from (select s.*, lag(s.role) over (order by s.id) as held_role, lag(s.holder_party_id) over (order by s.id) as held_by
    from decision_step s where s.matter_id = m.id and ${had(sql`s.at`)}) st left join party h on h.id = st.holder_party_id)`;
