import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { endHolding } from '../../accounts/access/end-holding.js';
import { AccountLinks } from '../../accounts/links/account-links.js';
import { InvitationsService } from '../../accounts/links/invitations.service.js';
import { lockAccounts } from '../../accounts/lock-accounts.js';
import { appendAudit } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';

/** What ends with the old holder, and what the new one finds. */
export interface HandOverFacts {
  sessions: number;
  tokens: number;
  factor: boolean;
  sso: boolean;
  /** Of this account, or of others in whose place it stands. */
  standIns: number;
  /** Reports that its body has begun. */
  drafts: number;
  /** Files that no report has taken. */
  files: number;
  /** Questions that it asked, and directives that it gave, which nobody has answered. */
  asked: number;
}

/** A post goes from one holder to the next: the account stays, with all that it did; the ways into it do not. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly em: EntityManager,
    private readonly links: AccountLinks,
    private readonly invitations: InvitationsService,
  ) {}

  async facts(id: number): Promise<HandOverFacts> {
    const { rows } = await sql<HandOverFacts>`
      select (select count(*)::integer from session where user_id = u.id and expires_at > now()) as sessions,
        (select count(*)::integer from access_token where user_id = u.id and expires_at > now()) as tokens,
        exists (select 1 from second_factor where user_id = u.id and confirmed_at is not null) as factor,
        exists (select 1 from sso_identity where user_id = u.id) as sso,
        (select count(*)::integer from notification_setting n where n.stand_in_id is not null and u.id in (n.user_id, n.stand_in_id)) as "standIns",
        (select count(*)::integer from report_draft d where d.body_id = coalesce(u.body_id, case when u.role = 'coordinator' then
          (select office_id from party p where p.id = u.party_id) end)) as drafts,
        (select count(*)::integer from upload f where f.user_id = u.id and f.evidence_id is null and f.expires_at > now()) as files,
        (select count(*)::integer from question q where q.user_id = u.id
          and not exists (select 1 from question_outcome o where o.question_id = q.id))
          + (select count(*)::integer from directive d where d.user_id = u.id
          and not exists (select 1 from directive_outcome o where o.directive_id = d.id)) as asked
      from app_user u where u.id = ${id}`.execute(this.em.fork().getKysely());
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  /**
   * In one step: every way in of the old holder ends, the address is the new one's, and an invitation goes to it.
   * @param email the new holder's; the account's own where it stays
   * @throws RuleBroken for a disabled account and for one's own, Conflict where another account has the address
   */
  async handOver(id: number, email: string | null, { actor, at }: By): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, actor, id, sql<boolean>`u.email = ${email}`);
      const { rows } = await sql<{ email: string; active: boolean; isTaken: boolean }>`
        select u.email, u.active, exists (select 1 from app_user o where o.email = ${email} and o.id <> u.id) as "isTaken"
        from app_user u where u.id = ${id}`.execute(em.getKysely());
      const [user] = rows;
      if (!user) throw new NotFound();
      if (id === actor.userId) throw new RuleBroken(ownAccount);
      if (!user.active) throw new RuleBroken(isDisabled);
      if (user.isTaken) throw new Conflict(addressTaken, 'email');
      const ended = await endHolding(em, id);
      await this.links.voidOpen(em, id);
      const address = email ?? user.email;
      await sql`update app_user set email = ${address} where id = ${id}`.execute(em.getKysely());
      const { sessions, tokens, factor, sso } = ended;
      const data = {
        sessions,
        tokens,
        ...(factor && { factor }),
        ...(sso && { sso }),
        ...(address !== user.email && { email: { from: user.email, to: address } }),
      };
      await appendAudit(em, { kind: 'user.handed_over', at, actor, subject: address, data });
      await this.invitations.inviteIn(em, id, actor, at);
    });
    await this.invitations.invited();
  }
}

const ownAccount = {
  vi: 'Không bàn giao được tài khoản đang dùng. Hãy để quản trị viên khác làm.',
  en: 'You cannot hand over the account you are using. Ask another administrator.',
};
const isDisabled = {
  vi: 'Tài khoản này đang bị khóa. Hãy mở lại rồi bàn giao.',
  en: 'This account is disabled. Enable it, then hand it over.',
};
const addressTaken = {
  vi: 'Đã có tài khoản dùng địa chỉ này. Hãy ghi địa chỉ khác.',
  en: 'Another account has this address. Enter another one.',
};
