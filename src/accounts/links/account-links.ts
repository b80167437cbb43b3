import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { writeMail } from '../mail/outbox.js';
import { LinkSecrets } from './link-secrets.js';
import { LINK_HOURS, type LinkPurpose, type OpenLink } from './link.types.js';

/** The table of single-use links. Real time, also in the demo: links expire by the wall clock, as sessions do. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly em: EntityManager,
    private readonly secrets: LinkSecrets,
  ) {}

  /**
   * Makes a link and the mail that carries it, in the transaction of `em`; older links of the same purpose are void.
   * The account's row is locked meanwhile, so that two at once leave one open.
   */
  async make(em: EntityManager, userId: number, purpose: LinkPurpose): Promise<void> {
    const db = em.getKysely();
    const salt = this.secrets.salt();
    const hash = this.secrets.hash(this.secrets.tokenOf(salt));
    await sql`select 1 from app_user where id = ${userId} for update`.execute(db);
    await this.voidOpen(em, userId, purpose);
    const { rows } = await sql<{ id: string }>`
      insert into account_link (purpose, user_id, salt, token_hash, created_at, expires_at)
      values (${purpose}, ${userId}, ${salt}, ${hash}, now(), now() + make_interval(hours => ${LINK_HOURS[purpose]}))
      returning id::text`.execute(db);
    await writeMail(em, { userId, kind: purpose, linkId: rows[0]!.id });
  }

  /** Looking at a link never uses it up: mail scanners open links before people do. @returns null where it opens nothing */
  async find(token: string): Promise<OpenLink | null> {
    const { rows } = await sql<OpenLink>`
      select l.purpose, u.id as "userId", u.email, u.name, u.language
      from account_link l join app_user u on u.id = l.user_id
      where l.token_hash = ${this.secrets.hash(token)} and ${isOpen} and u.active`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0] ?? null;
  }

  /** Uses a link up. Of two at once, the row goes to one. @returns null where there was nothing left to use */
  async use(em: EntityManager, token: string): Promise<{ userId: number; purpose: LinkPurpose } | null> {
    const { rows } = await sql<{ userId: number; purpose: LinkPurpose }>`
      update account_link l set used_at = now() from app_user u
      where l.token_hash = ${this.secrets.hash(token)} and ${isOpen} and u.id = l.user_id and u.active
      returning l.user_id as "userId", l.purpose`.execute(em.getKysely());
    return rows[0] ?? null;
  }

  /** @param purpose of which links; of all, where none is named */
  async voidOpen(em: EntityManager, userId: number, purpose?: LinkPurpose): Promise<void> {
    await sql`
      update account_link set voided_at = now()
      where user_id = ${userId} and used_at is null and voided_at is null
        and ${purpose === undefined ? sql`true` : sql`purpose = ${purpose}`}`.execute(em.getKysely());
  }
}

const isOpen = sql`l.used_at is null and l.voided_at is null and l.expires_at > now()`;
