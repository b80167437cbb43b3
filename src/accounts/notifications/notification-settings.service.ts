import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { formatDay } from '../../calendar/deadline.js';
import type { RequestScope } from '../../identity/scope.js';
import { addDays, dayOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { lockAccounts } from '../lock-accounts.js';
import { readSettings } from './notification-settings.queries.js';
import type { NotificationSettings } from './notification-settings.types.js';
import { isAway, mayStandIn, standsFor } from './stand-in.sql.js';

/** Longer than a holiday and its make-up days; whoever is away for longer has a successor. */
export const MOST_DAYS_PAUSED = 45;

/** How an account wants to be reminded: its own to settle, within what the offices must hear. */
@Injectable()
export class NotificationSettingsService {
  constructor(private readonly em: EntityManager) {}

  /**
   * Changes what is given, and leaves the rest. The same again changes nothing.
   * @throws RuleBroken for a pause that is over or too long, and for somebody who may not stand in
   */
  async change(
    { viewer, by, at, actor }: RequestScope,
    given: Partial<NotificationSettings>,
  ): Promise<NotificationSettings> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const today = dayOf(at);
      const address = given.standIn?.toLowerCase() ?? null;
      await lockAccounts(em, actor, viewer.userId, sql<boolean>`u.email = ${address}`);
      const before = await readSettings(db, viewer.userId, today);
      const after = { ...before, ...onlyGiven({ ...given, ...(given.standIn && { standIn: address }) }) };
      const changes = changesOf(before, after);
      if (Object.keys(changes).length === 0) return before;
      if ('pausedUntil' in changes) mustBeNear(after.pausedUntil, today);
      const standInId = await this.standIn(db, viewer.userId, after.standIn, today);
      await write(db, viewer.userId, { ...after, standInId });
      await appendAudit(em, {
        kind: 'account.notifications_changed',
        ...by,
        subject: viewer.email,
        data: changes,
      });
      return after;
    });
  }

  private async standIn(
    db: Kysely<unknown>,
    userId: number,
    email: string | null,
    today: Day,
  ): Promise<number | null> {
    if (email === null) return null;
    const { rows } = await sql<{ id: number; isAway: boolean; standsFor: BilingualText | null }>`
      select s.id, ${isAway(today)} as "isAway", ${standsFor(today)} as "standsFor"
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

const onlyGiven = (given: Partial<NotificationSettings>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

function changesOf(before: NotificationSettings, after: NotificationSettings) {
  const names = Object.keys(before) as (keyof NotificationSettings)[];
  const changed = names.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}

function mustBeNear(pausedUntil: Day | null, today: Day): void {
  const last = addDays(today, MOST_DAYS_PAUSED);
  if (pausedUntil !== null && (pausedUntil < today || pausedUntil > last))
    throw new RuleBroken(notNear(today, last), 'pausedUntil');
}

async function write(
  db: Kysely<unknown>,
  userId: number,
  { language, frequency, pausedUntil, standInId }: NotificationSettings & { standInId: number | null },
): Promise<void> {
  await sql`update app_user set language = ${language} where id = ${userId} and language <> ${language}`.execute(
    db,
  );
  await sql`
    insert into notification_setting (user_id, frequency, paused_until, stand_in_id)
    values (${userId}, ${frequency}, ${pausedUntil}, ${standInId})
    on conflict (user_id) do update set frequency = excluded.frequency, paused_until = excluded.paused_until,
      stand_in_id = excluded.stand_in_id`.execute(db);
}

const notNear = (today: Day, last: Day) => ({
  vi: `Ngày cuối tạm ngừng phải từ hôm nay (${formatDay(today)}) đến ${formatDay(last)}.`,
  en: `The last day of a pause must be between today (${formatDay(today)}) and ${formatDay(last)}.`,
});
const mayNot = {
  vi: 'Người nhận thay phải cùng bên: cùng chức trách ở cùng cơ quan, hoặc là tài khoản điều phối của văn phòng cấp ủy, và đang hoạt động.',
  en: 'A stand-in must be active and on your side: in the same role in the same body, or a coordinator of your committee office.',
};
const isAwayToo = {
  vi: 'Tài khoản này cũng đang có người nhận thay. Hãy chọn tài khoản khác.',
  en: 'This account has a stand-in of its own. Choose another account.',
};
const standsForOther = (name: BilingualText) => ({
  vi: `Đồng chí đang nhận thay cho ${name.vi}. Tài khoản đó cần chọn người khác trước.`,
  en: `You are standing in for ${name.en}. That account must choose someone else first.`,
});
