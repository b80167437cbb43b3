import { sql, type RawBuilder } from 'kysely';
import type { Access } from '../identity/access.types.js';
import type { AgreementsInReach } from '../identity/scope.js';
import type { ActsFor, StandIn, Viewer } from '../identity/viewer.js';
import type { Day } from '../platform/clock.js';
import { actsFor } from './notifications/stand-in.sql.js';
import { isMissingFactor } from './second-factor/sign-in-policy.js';

/** Who sends a request, and what it asks for. */
export interface Recognised {
  viewer: Viewer;
  /** Null where none was asked for. */
  inReach: AgreementsInReach | null;
  csrfSecret: string | null;
  access: Omit<Access, 'by'>;
  /** Whether the account may act for another, or its session does. */
  standsIn: boolean;
  /** The posts for which the account may act today; none for a token. */
  actsFor: ActsFor[];
  /** That the session acted for a post and may do so no longer. */
  standInEnded: boolean;
}

export interface Found extends Recognised {
  agreementId: number | null;
  standIn: StandIn | null;
}

export function recognised({ agreementId, standIn, viewer, ...found }: Found): Recognised {
  const own = agreementId === null ? viewer : { ...viewer, onlyAgreementId: agreementId };
  return { ...found, viewer: standIn === null ? own : { ...own, standIn } };
}

/** Where it is looked for: the row `t` that opens, the account `u` for which it does, and the one that is signed in. */
export interface WayIn {
  from: RawBuilder<unknown>;
  columns: RawBuilder<unknown>;
  /** The one agreement in which it is good. */
  agreementId: RawBuilder<unknown>;
  signedIn: 'u' | 'me';
}

const asOneself = sql`null as "standIn", '[]'::jsonb as "actsFor", false as "standInEnded"`;

export const ofToken: WayIn = {
  from: sql`access_token t join app_user u on u.id = t.user_id`,
  columns: sql`null as "csrfSecret", false as "standsIn", ${asOneself}, jsonb_build_object('id', t.id, 'scope', t.scope) as access`,
  agreementId: sql`t.agreement_id`,
  signedIn: 'u',
};

const sessionColumns = sql`t.csrf_secret as "csrfSecret", jsonb_build_object('id', t.id, 'scope', 'read+write') as access`;

export const ofSession: WayIn = {
  from: sql`session t join app_user u on u.id = t.user_id`,
  columns: sql`${sessionColumns}, ${asOneself},
    t.acting_for_id is not null or exists (select 1 from notification_setting n where n.stand_in_id = u.id) as "standsIn"`,
  agreementId: sql`null`,
  signedIn: 'u',
};

/** A session of the account `me`, which acts for the post `u` or as itself. */
export function ofStandIn(today: Day): WayIn {
  const settings = sql`notification_setting n join app_user u on u.id = n.user_id join app_user s on s.id = n.stand_in_id`;
  return {
    from: sql`session t join app_user me on me.id = t.user_id
      left join lateral (select n.user_id as id, n.paused_until as until from ${settings}
        where n.user_id = t.acting_for_id and n.stand_in_id = t.user_id and ${actsFor(today)}) acting on true
      join app_user u on u.id = coalesce(acting.id, me.id)`,
    columns: sql`${sessionColumns}, true as "standsIn", case when acting.until is not null then jsonb_build_object('userId', me.id,
        'email', me.email, 'name', me.name, 'role', me.role, 'partyId', me.party_id, 'bodyId', me.body_id, 'until', acting.until) end as "standIn",
      (select coalesce(jsonb_agg(jsonb_build_object('userId', u.id, 'name', u.name, 'until', n.paused_until) order by u.id), '[]')
        from ${settings} where n.stand_in_id = me.id and ${actsFor(today)}) as "actsFor",
      t.acting_for_id is not null and acting.until is null as "standInEnded"`,
    agreementId: sql`null`,
    signedIn: 'me',
  };
}

/** @param account whose sign-in it is */
export const viewerColumns = (account: 'u' | 'me') => sql`jsonb_build_object(
  'userId', u.id, 'email', u.email, 'name', u.name, 'role', u.role, 'language', ${sql.ref(`${account}.language`)},
  'secondFactorMissing', ${isMissingFactor(account)},
  'party', case when p.id is not null then jsonb_build_object('id', p.id, 'code', p.code, 'marker', p.marker, 'name', p.name) end,
  'body', case when b.id is not null then jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name,
    'handsOverAfter', case when b.successor_id is not null then b.last_day end) end)`;
export const viewerJoins = sql`left join party p on p.id = u.party_id left join body b on b.id = u.body_id`;
