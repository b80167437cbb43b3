import { sql, type RawBuilder } from 'kysely';
import { bodyOf, type DraftOwner } from './draft.sql.js';

/** Of a row `m` of mail_draft: it waits, and is the owner's to read. */
export const isWaitingFor = (owner: DraftOwner) =>
  sql`m.content is not null and m.body_id = ${bodyOf(owner)}`;

/** What waits on a commitment, as JSON: the earliest first. */
export const mailDraftsOn = (commitmentId: RawBuilder<unknown>, owner: DraftOwner) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'savedAt', iso(m.saved_at)) order by m.id), '[]')
  from mail_draft m where m.commitment_id = ${commitmentId} and ${isWaitingFor(owner)})`;
