import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { endAllAccess } from '../../accounts/access/access.service.js';
import type { Actor, By } from '../../identity/actor.js';
import { endStandIns } from '../../accounts/notifications/notification-settings.service.js';
import { lockAccounts } from '../../accounts/lock-accounts.js';
import { AccountLinks } from '../../accounts/links/account-links.js';
import { InvitationsService } from '../../accounts/links/invitations.service.js';
import { appendAudit } from '../../audit/audit.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import { userBasis } from './users.queries.js';
import { differences, mustFit } from './user.rules.js';
import type { PostInput, UserInput } from './user.types.js';

interface Row extends UserInput {
  email: string;
  active: boolean;
  basis: string;
  body: string | null;
}

/** Accounts, as an administrator makes and changes them. Each change takes hold with the account's next request. */
@Injectable()
export class UsersService {
  constructor(
    private readonly em: EntityManager,
    private readonly invitations: InvitationsService,
    private readonly links: AccountLinks,
  ) {}

  /** Makes an account without a password, and mails the link to set one. @returns its id */
  async create(email: string, input: UserInput, by: By): Promise<number> {
    mustFit(input);
    const { actor, at } = by;
    const id = await this.em.fork().transactional(async (em) => {
      const { partyId, body } = await placeOf(em, input);
      const { name, role, party, bodyId, head, language } = input;
      const { rows } = await sql<{ id: number }>`
        insert into app_user (email, name, role, party_id, body_id, head, language, created_at)
        values (${email}, ${JSON.stringify(name)}::jsonb, ${role}, ${partyId}, ${bodyId}, ${head}, ${language}, ${at})
        on conflict (email) do nothing returning id`.execute(em.getKysely());
      if (!rows[0]) throw new Conflict(addressTaken, 'email');
      const data = { role, party, body, ...(head && { head }) };
      await appendAudit(em, { kind: 'user.created', at, actor, subject: email, data });
      await this.invitations.inviteIn(em, rows[0].id, actor, at);
      return rows[0].id;
    });
    await this.invitations.invited();
    return id;
  }

  /**
   * Renames, or moves to another post: role, side, body.
   * @param basis the state that the form was opened on
   * @returns whether anything was changed
   * @throws Conflict where somebody changed the account meanwhile, RuleBroken where no administrator would be left
   */
  change(id: number, input: UserInput, basis: string, { actor, at }: By): Promise<boolean> {
    mustFit(input);
    return this.em.fork().transactional(async (em) => {
      const before = await lockUser(em, actor, id);
      if (input.role !== 'admin') await mustLeaveAnAdministrator(em, id);
      if (before.basis !== basis) throw new Conflict(changedMeanwhile);
      const { partyId, body } = await placeOf(em, input);
      const { name, language, role, party, bodyId, head } = input;
      const named = differences({ name: before.name, language: before.language }, { name, language });
      const moved = differences(postOf(before, before.body), postOf(input, body));
      if (!named && !moved) return false;
      await sql`
        update app_user set name = ${JSON.stringify(name)}::jsonb, language = ${language}, role = ${role}, party_id = ${partyId},
          body_id = ${bodyId}, head = ${head} where id = ${id}`.execute(em.getKysely());
      if (isOtherPost(moved)) await endStandIns(em, id);
      const entry = { at, actor, subject: before.email };
      await appendAudit(
        em,
        ...(named ? [{ kind: 'user.changed' as const, ...entry, data: named }] : []),
        ...(moved
          ? [
              {
                kind: 'user.moved' as const,
                ...entry,
                data: { ...moved, ...(party === null ? {} : { party }) },
              },
            ]
          : []),
      );
      return true;
    });
  }

  /**
   * Disabling ends every session, token and open link at once; enabling brings none of them back.
   * @returns whether anything was changed
   * @throws RuleBroken where no administrator would be left
   */
  setActive(id: number, active: boolean, { actor, at }: By): Promise<boolean> {
    return this.em.fork().transactional(async (em) => {
      const before = await lockUser(em, actor, id);
      if (!active) await mustLeaveAnAdministrator(em, id);
      if (before.active === active) return false;
      await sql`update app_user set active = ${active} where id = ${id}`.execute(em.getKysely());
      const ended = active ? {} : await endAllAccess(em, id);
      if (!active) await this.links.voidOpen(em, id);
      if (!active) await endStandIns(em, id);
      const kind = active ? 'user.enabled' : 'user.disabled';
      await appendAudit(em, { kind, at, actor, subject: before.email, data: ended });
      return true;
    });
  }

  /** Ends all sessions and tokens, on every process from its next request on. @returns how many there were */
  signOutEverywhere(id: number, { actor, at }: By): Promise<number> {
    return this.em.fork().transactional(async (em) => {
      const { email } = await lockUser(em, actor, id);
      const ended = await endAllAccess(em, id);
      await appendAudit(em, { kind: 'user.signed_out', at, actor, subject: email, data: ended });
      return ended.sessions + ended.tokens;
    });
  }
}

/** All administrators are locked by now: two who remove each other at once do it one after the other. */
async function mustLeaveAnAdministrator(em: EntityManager, id: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from app_user u where ${isAdministrator}`.execute(em.getKysely());
  const isOne = rows.some((admin) => admin.id === id);
  if (isOne && rows.length === 1) throw new RuleBroken(lastAdministrator);
}

const isAdministrator = sql<boolean>`(u.role = 'admin' and u.active)`;

/** With all administrators, one of whom must stay. */
async function lockUser(em: EntityManager, actor: Actor, id: number): Promise<Row> {
  await lockAccounts(em, actor, id, isAdministrator);
  const { rows } = await sql<Row>`
    select u.email, u.active, u.name, u.language, u.role, u.body_id as "bodyId", u.head,
      (select code from party where id = u.party_id) as party, (select code from body where id = u.body_id) as body,
      ${userBasis} as basis
    from app_user u where u.id = ${id}`.execute(em.getKysely());
  if (!rows[0]) throw new NotFound();
  return rows[0];
}

/** The ids behind a post's codes. @throws RuleBroken where the body is not of the side */
async function placeOf(
  em: EntityManager,
  { party, bodyId }: PostInput,
): Promise<{ partyId: number | null; body: string | null }> {
  if (party === null) return { partyId: null, body: null };
  const { rows } = await sql<{ partyId: number; body: string | null }>`
    select p.id as "partyId", (select code from body b where b.id = ${bodyId} and b.party_id = p.id) as body
    from party p where p.code = ${party}`.execute(em.getKysely());
  if (!rows[0]) throw new RuleBroken(noSide, 'party');
  if (bodyId !== null && rows[0].body === null) throw new RuleBroken(otherSide, 'bodyId');
  return rows[0];
}

const isOtherPost = (moved: object | null) =>
  moved !== null && ['role', 'party', 'body'].some((name) => name in moved);

/** As the log tells it. */
const postOf = ({ role, party, head }: PostInput, body: string | null) => ({ role, party, body, head });

const addressTaken = {
  vi: 'Đã có tài khoản dùng địa chỉ thư điện tử này. Hãy tìm tài khoản đó, hoặc ghi địa chỉ khác.',
  en: 'There is already an account with this address. Find it, or enter another address.',
};
const changedMeanwhile = {
  vi: 'Tài khoản vừa được người khác sửa sau khi đồng chí mở trang. Dưới đây là nội dung đồng chí đã nhập; hãy so với bản mới rồi lưu lại.',
  en: 'Someone changed this account after you opened the page. What you typed is still below; compare it with the new version and save again.',
};
const lastAdministrator = {
  vi: 'Đây là quản trị viên duy nhất đang hoạt động. Hãy tạo hoặc mở lại một quản trị viên khác trước.',
  en: 'This is the last active administrator. Create or enable another one first.',
};
const noSide = { vi: 'Hãy chọn bên trong danh sách.', en: 'Choose a side from the list.' };
const otherSide = {
  vi: 'Hãy chọn một cơ quan thuộc bên đã chọn.',
  en: 'Choose a body of the selected side.',
};
