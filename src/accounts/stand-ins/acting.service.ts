import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { Actor } from '../../identity/actor.js';
import type { Access } from '../../identity/access.types.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { RuleBroken, SignedOutMeanwhile } from '../../platform/errors.js';
import { CallerStanding } from '../caller-standing.js';
import { lockAccounts } from '../lock-accounts.js';
import { actsFor } from '../notifications/stand-in.sql.js';

/** A browser's session acts for another post: from one of its requests to another. Whether it still may, each of them asks again. */
@Injectable()
export class ActingService {
  constructor(private readonly em: EntityManager) {}

  /** From the next request on. @param post the account's id @throws RuleBroken where the caller does not stand in for it today */
  async begin(scope: RequestScope, access: Access, post: number): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const actor = personBehind(scope, access);
      await lockAccounts(em, actor, post);
      const { rows } = await sql<{ email: string }>`
        select u.email from notification_setting n join app_user u on u.id = n.user_id join app_user s on s.id = n.stand_in_id
        where n.user_id = ${post} and s.id = ${actor.userId} and ${actsFor(dayOf(scope.at))}`.execute(
        em.getKysely(),
      );
      if (!rows[0]) throw new RuleBroken(notNamed, 'post');
      const isNew = await setActing(em, access, post);
      if (!isNew) return;
      const { email: subject } = rows[0];
      await appendAudit(em, { kind: 'session.stand_in_began', at: scope.at, actor, subject });
    });
  }

  /** Goes on as oneself; who does so already changes nothing. */
  async end(scope: RequestScope, access: Access): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const actor = personBehind(scope, access);
      await lockAccounts(em, actor, actor.userId!);
      const isNew = await setActing(em, access, null);
      if (!isNew) return;
      await appendAudit(em, { kind: 'session.stand_in_ended', at: scope.at, actor });
    });
  }
}

/** @returns whether it was otherwise before @throws SignedOutMeanwhile */
async function setActing(em: EntityManager, { id }: Access, post: number | null): Promise<boolean> {
  const { rows } = await sql<{ before: number | null }>`
    update session t set acting_for_id = ${post}::integer from (select id, acting_for_id from session where id = ${id} for update) old
    where t.id = old.id returning old.acting_for_id as before`.execute(em.getKysely());
  if (!rows[0]) throw new SignedOutMeanwhile();
  return rows[0].before !== post;
}

/** The account that is signed in, whichever post it acts for. */
function personBehind({ viewer, actor, at }: RequestScope, access: Access): Actor {
  const { standIn, party } = viewer;
  if (!standIn) return actor;
  const { userId, name, role, partyId, bodyId } = standIn;
  const body = bodyId === null ? null : { id: bodyId, code: '', name };
  const standing = new CallerStanding(access, { userId, role, party, body }, dayOf(at));
  return { userId, name, role, partyId, bodyId, illustrative: false, standing };
}

const notNamed = {
  vi: 'Hôm nay đồng chí không được giao làm thay tài khoản này. Hãy tải lại trang để xem đang được giao làm thay ai.',
  en: 'You do not stand in for this account today. Reload the page to see for whom you do.',
};
