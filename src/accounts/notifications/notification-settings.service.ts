import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { lockAccounts } from '../lock-accounts.js';
import { isAwayToo, mayNot, mustBeNear, standsForOther } from './absence.rules.js';
import { readSettings } from './notification-settings.queries.js';
import type { AbsenceSettings, NotificationSettings } from './notification-settings.types.js';
import { isAwayWithin, mayStandIn, standsFor, type Absence } from './stand-in.sql.js';

/** Whose settings they are. */
interface Owner {
  id: number;
  email: string;
}

/** How an account wants to be reminded, and who stands in: its own to settle, within what the offices must hear. */
@Injectable()
export class NotificationSettingsService {
  constructor(private readonly em: EntityManager) {}

  /**
   * Changes what is given, and leaves the rest. The same again changes nothing.
   * @throws RuleBroken for an absence that is over or too long, and for somebody who may not stand in
   */
  change(
    { viewer: { userId: id, email }, by }: RequestScope,
    given: Partial<NotificationSettings>,
  ): Promise<NotificationSettings> {
    return this.settle(id, async () => ({ id, email }), given, by);
  }

  /**
   * The absence of an officer, by a coordinator of the side.
   * @throws NotFound for any other account, RuleBroken as above
   */
  changeOfOfficer(
    { viewer, by }: RequestScope,
    id: number,
    absence: AbsenceSettings,
  ): Promise<NotificationSettings> {
    const officer = async (em: EntityManager) => {
      const { rows } = await sql<Owner>`
        select id, email from app_user where id = ${id} and active and role = 'liaison' and party_id = ${viewer.party?.id ?? null}::integer`.execute(
        em.getKysely(),
      );
      if (!rows[0]) throw new NotFound();
      return rows[0];
    };
    return this.settle(id, officer, absence, by);
  }

  private settle(
    id: number,
    find: (em: EntityManager) => Promise<Owner>,
    given: Partial<NotificationSettings>,
    { actor, at }: By,
  ): Promise<NotificationSettings> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const today = dayOf(at);
      const address = given.standIn?.toLowerCase() ?? null;
      await lockAccounts(em, actor, id, sql<boolean>`u.email = ${address}`);
      const owner = await find(em);
      const before = await readSettings(db, id, today);
      const after = combined(before, { ...given, ...(given.standIn && { standIn: address }) });
      const changes = changesOf(before, after);
      if (Object.keys(changes).length === 0) return before;
      mustBeNear(after, changes, today);
      const absence = { from: after.pausedFrom ?? today, until: after.pausedUntil };
      const standInId = await this.standIn(db, id, after.standIn, absence);
      const isNamed = absent.some((name) => name in changes);
      await write(db, id, { ...after, standInId }, isNamed ? actor.userId : null);
      const kind = actor.userId === id ? 'account.notifications_changed' : 'account.stand_in_named';
      await appendAudit(em, { kind, at, actor, subject: owner.email, data: changes });
      return after;
    });
  }

  private async standIn(
    db: Kysely<unknown>,
    userId: number,
    email: string | null,
    absence: Absence,
  ): Promise<number | null> {
    if (email === null) return null;
    const { rows } = await sql<{ id: number; isAway: boolean; standsFor: BilingualText | null }>`
      select s.id, ${isAwayWithin(absence)} as "isAway", ${standsFor(absence)} as "standsFor"
      from app_user u join app_user s on ${mayStandIn} where u.id = ${userId} and s.email = ${email}`.execute(
      db,
    );
    const [found] = rows;
    if (!found) throw new RuleBroken(mayNot, 'standIn');
    if (found.isAway) throw new RuleBroken(isAwayToo, 'standIn');
    if (found.standsFor) throw new RuleBroken(standsForOther(found.standsFor), 'standIn');
    return found.id;
  }
}

const absent = ['pausedFrom', 'pausedUntil', 'standIn'] as const;

/** Without a last day there is no first one. */
function combined(before: NotificationSettings, given: Partial<NotificationSettings>): NotificationSettings {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  const after: NotificationSettings = { ...before, ...Object.fromEntries(named) };
  return after.pausedUntil === null && given.pausedFrom == null ? { ...after, pausedFrom: null } : after;
}

function changesOf(before: NotificationSettings, after: NotificationSettings) {
  const names = Object.keys(before) as (keyof NotificationSettings)[];
  const changed = names.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}

/** @param namedBy who settled the absence; null where it stays as it was */
async function write(
  db: Kysely<unknown>,
  userId: number,
  settings: NotificationSettings & { standInId: number | null },
  namedBy: number | null,
): Promise<void> {
  const { language, frequency, pausedFrom, pausedUntil, standInId } = settings;
  await sql`update app_user set language = ${language} where id = ${userId} and language <> ${language}`.execute(
    db,
  );
  await sql`
    insert into notification_setting as n (user_id, frequency, paused_from, paused_until, stand_in_id, named_by)
    values (${userId}, ${frequency}, ${pausedFrom}::date, ${pausedUntil}::date, ${standInId}, ${namedBy}::integer)
    on conflict (user_id) do update set frequency = excluded.frequency, paused_until = excluded.paused_until,
      stand_in_id = excluded.stand_in_id, named_by = coalesce(excluded.named_by, n.named_by),
      paused_from = case when ${namedBy}::integer is null then n.paused_from else excluded.paused_from end`.execute(
    db,
  );
}

/**
 * Of an account that is given another post or is disabled, locked by whoever does it: nobody stands in for it, it stands in for nobody,
 * and no session acts for either.
 */
export async function endStandIns(em: EntityManager, userId: number): Promise<void> {
  await sql`
    with settings as (
      update notification_setting set stand_in_id = null, named_by = null
      where (user_id = ${userId} or stand_in_id = ${userId}) and stand_in_id is not null)
    update session set acting_for_id = null
    where acting_for_id is not null and (acting_for_id = ${userId} or user_id = ${userId})`.execute(
    em.getKysely(),
  );
}
