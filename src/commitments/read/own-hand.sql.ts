import { sql, type RawBuilder } from 'kysely';
import { handOf } from '../../identity/other-hand.js';
import type { Viewer } from '../../identity/viewer.js';

/** What of a commitment somebody wrote by the other hand, so that it is no longer theirs to decide (docs/rules.md §14a). */
export interface OwnHand {
  /** Sides whose completion it declared. */
  declared: string[];
  /** The open request to extend it. */
  request: boolean;
  /** Ids of difficulties that it reported. */
  matters: number[];
  /** Ids of contributions that wait. */
  contributions: number[];
}

export const noHand: OwnHand = { declared: [], request: false, matters: [], contributions: [] };

/**
 * Whether whoever asks wrote a row, and stood in for somebody then or does so now: the same as `isOwnHand`, for rows.
 * @param row its alias; it has `user_id`, or another column of the account, and `stand_in_id`
 */
export function isOfOwnHand(
  viewer: Pick<Viewer, 'userId' | 'standIn'>,
  row: string,
  account = 'user_id',
): RawBuilder<boolean> {
  const standIn = sql.ref(`${row}.stand_in_id`);
  const author = viewer.standIn ? sql`coalesce(${standIn}, ${sql.ref(`${row}.${account}`)})` : standIn;
  return sql<boolean>`coalesce(${author} = ${handOf(viewer)}::integer, false)`;
}

/** As JSON, over a row `c`. */
export function ownHandOf(viewer: Pick<Viewer, 'userId' | 'standIn'>): RawBuilder<OwnHand> {
  const own = (row: string, account?: string) => isOfOwnHand(viewer, row, account);
  return sql<OwnHand>`jsonb_build_object(
    'declared', (select coalesce(jsonb_agg(p.code), '[]') from commitment_side s join party p on p.id = s.party_id
      cross join lateral (select u.user_id, u.stand_in_id from progress_update u where u.side_id = s.id and u.status = 'completed'
        order by u.id desc limit 1) u
      where s.commitment_id = c.id and s.completion_declared_at is not null and ${own('u')}),
    'request', exists (select 1 from extension_request x where x.commitment_id = c.id and x.status = 'open' and ${own('x', 'requested_by')}),
    'matters', (select coalesce(jsonb_agg(m.id), '[]') from decision_matter m
      cross join lateral (select d.update_id from decision_step d where d.matter_id = m.id order by d.id limit 1) d
      join progress_update u on u.id = d.update_id where m.commitment_id = c.id and ${own('u')}),
    'contributions', (select coalesce(jsonb_agg(k.id), '[]') from contribution k where k.commitment_id = c.id and ${own('k')}
      and not exists (select 1 from contribution_outcome o where o.contribution_id = k.id)))`;
}
