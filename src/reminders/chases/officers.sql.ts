import { sql } from 'kysely';

/** Whether the account `u` is told what its body has to do, as daily emails have it: a head only where the body has no other officer. */
export const isOfficer = sql<boolean>`(u.role = 'coordinator' or (u.role = 'liaison' and not (u.head and exists (
  select 1 from app_user o where o.active and o.role = 'liaison' and o.body_id = u.body_id and not o.head))))`;
