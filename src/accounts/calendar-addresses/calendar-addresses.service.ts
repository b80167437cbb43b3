import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Config } from '../../config/config.js';
import type { RequestScope } from '../../identity/scope.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import { agreementFor } from '../access/agreement-for.js';
import { lockAccounts } from '../lock-accounts.js';
import { AccountMailNotifier } from '../mail/account-mail.notifier.js';
import { writeMail } from '../mail/outbox.js';
import { Tokens } from '../tokens.js';
import { CALENDAR_FILE, CALENDAR_PATH, type CalendarScope } from './calendar-address.types.js';

export interface CalendarAddressAsked {
  name: string;
  scope: CalendarScope;
  /** The slug of an agreement that the account may see; null for all of them. */
  agreement: string | null;
}

const MOST_ADDRESSES = 5;

/** Makes and revokes the secret addresses of an account. They end with its other ways in (`endAllAccess`, `SessionsService.endOld`). */
@Injectable()
export class CalendarAddressesService {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly notifier: AccountMailNotifier,
    private readonly config: Config,
  ) {}

  /**
   * For the caller's own account, whose owner is told by mail.
   * @param tokenId the token that asks for it, if one does: the address ends with it
   * @returns the address, whose secret part is kept nowhere, and its id
   */
  async make(
    scope: RequestScope,
    asked: CalendarAddressAsked,
    tokenId: number | null,
  ): Promise<{ id: number; url: string }> {
    const secret = this.tokens.make();
    const id = await this.em.fork().transactional((em) => this.write(em, scope, { asked, secret, tokenId }));
    await this.notifier.notify();
    return { id, url: `${this.config.publicUrl}${CALENDAR_PATH}/${secret}${CALENDAR_FILE}` };
  }

  /** @throws NotFound where the account has no such address */
  async revoke({ viewer: { userId, email }, by: { actor, at } }: RequestScope, id: number): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, actor, userId);
      const { rows } = await sql<{ name: string }>`
        delete from calendar_address where id = ${id} and user_id = ${userId} returning name`.execute(
        em.getKysely(),
      );
      if (!rows[0]) throw new NotFound();
      const data = { name: rows[0].name };
      await appendAudit(em, { kind: 'calendar_address.revoked', at, actor, subject: email, data });
    });
  }

  private async write(
    em: EntityManager,
    { viewer, by: { actor, at } }: RequestScope,
    made: { asked: CalendarAddressAsked; secret: string; tokenId: number | null },
  ): Promise<number> {
    const { userId, email, party } = viewer;
    const { name, scope, agreement } = made.asked;
    if (scope === 'own' && party === null) throw new RuleBroken(speaksForNobody, 'scope');
    await lockAccounts(em, actor, userId);
    await mustHaveRoom(em, userId);
    const agreementId = agreement === null ? null : await agreementFor(em, agreement, actor);
    const { rows } = await sql<{ id: number }>`
      insert into calendar_address (user_id, secret_hash, name, scope, agreement_id, token_id, created_at)
      values (${userId}, ${this.tokens.hash(made.secret)}, ${name}, ${scope}, ${agreementId}, ${made.tokenId}, now())
      returning id`.execute(em.getKysely());
    await writeMail(em, { userId, kind: 'calendar_made' });
    const data = { name, scope, agreement };
    await appendAudit(em, { kind: 'calendar_address.made', at, actor, subject: email, data });
    return rows[0]!.id;
  }
}

async function mustHaveRoom(em: EntityManager, userId: number): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from calendar_address where user_id = ${userId}`.execute(em.getKysely());
  if (rows[0]!.n < MOST_ADDRESSES) return;
  throw new RuleBroken({
    vi: `Tài khoản đã có ${MOST_ADDRESSES} địa chỉ lịch. Hãy thu hồi địa chỉ không còn dùng trước.`,
    en: `The account already has ${MOST_ADDRESSES} calendar addresses. Revoke any that are no longer used first.`,
  });
}

const speaksForNobody = {
  vi: 'Tài khoản này không thuộc đơn vị nào. Hãy chọn tất cả cam kết.',
  en: 'This account belongs to no body. Choose all commitments.',
};
