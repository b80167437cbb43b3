import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit, type AuditEntry } from '../audit/audit.js';
import type { AuditKind } from '../audit/audit-kinds.js';
import { Clock, dayOf } from '../platform/clock.js';
import { NotSignedIn } from '../platform/errors.js';
import { verifyInTurn } from './passwords.js';
import { lockAccounts } from './lock-accounts.js';
import { AccessToken, Session } from './session.entity.js';
import type { From } from './sign-in/from.js';
import { SignInLimit } from './sign-in/sign-in-limit.js';
import { Tokens } from './tokens.js';
import { User } from './user.entity.js';
import { mustOpen } from './verified.js';
import { agreementsInReach, type AgreementAsked } from '../agreements/in-reach.sql.js';
import { visibleToAccount } from '../agreements/visible.js';
import type { Viewer } from '../identity/viewer.js';
import {
  ofSession,
  ofStandIn,
  ofToken,
  recognised,
  viewerColumns,
  viewerJoins,
  type Found,
  type Recognised,
  type WayIn,
} from './recognition.sql.js';
import { auditActorOf } from './audit-actor.js';

const SESSION_HOURS = 12;
const TOKEN_DAYS = 30;
const MOST_USER_AGENT = 400;

/** Sign-in, and who a request's cookie or token belongs to. Real time, also in the demo: sessions expire by the wall clock. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly limit: SignInLimit,
  ) {}

  /** @throws NotSignedIn where e-mail and password do not fit, TooMany after too many failures, or where many sign in at once */
  async authenticate(email: string, password: string, from: From): Promise<User> {
    await this.limit.refuse(email, from);
    return verifyInTurn(async (isPassword) => {
      const takeBack = await this.limit.count(email, from);
      const user = await this.em.fork().findOne(User, { email: email.toLowerCase(), active: true });
      if (!(await isPassword(user?.passwordHash ?? null, password))) return this.refused(user, from);
      await takeBack();
      return user!;
    });
  }

  private async refused(user: User | null, { address }: From): Promise<never> {
    await this.em.fork().transactional((em) => this.limit.record(em, { address, user }));
    throw new NotSignedIn({
      vi: 'Thư điện tử hoặc mật khẩu chưa đúng.',
      en: 'Wrong email or password.',
    });
  }

  private entry(kind: AuditKind, user: User | null, data: Record<string, unknown>): AuditEntry {
    const actor = user && auditActorOf(user);
    return { kind, at: this.clock.now(), actor, subject: user?.email ?? null, data };
  }

  /**
   * For whoever was recognised, by password or by a provider. @param also what is done with it, in the same transaction
   * @returns the cookie's value; only its hash is stored
   * @throws NotSignedIn where the account is no longer as it was when it was recognised
   */
  openSession(
    user: User,
    from: From,
    also: (em: EntityManager) => Promise<void> = async () => {},
  ): Promise<string> {
    return this.em.fork().transactional(async (em) => {
      await lockAccounts(em, null, user.id);
      await mustOpen(em, user);
      await also(em);
      return this.openSessionIn(em, user, from);
    });
  }

  /** In a transaction of the caller's, who has locked the account and asked for what opens it. */
  async openSessionIn(em: EntityManager, user: User, from: From): Promise<string> {
    const { address, userAgent } = from;
    const token = this.tokens.make();
    const now = new Date();
    em.create(Session, {
      tokenHash: this.tokens.hash(token),
      user: em.getReference(User, user.id),
      csrfSecret: this.tokens.csrfSecret(),
      address,
      userAgent: userAgent?.slice(0, MOST_USER_AGENT) ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_HOURS * 3_600_000),
    });
    await em.flush();
    await this.limit.forgetFrom(em, user.email, from);
    await appendAudit(em, this.entry('session.opened', user, { address }));
    return token;
  }

  /** @returns a bearer token that expires; only its hash is stored. @throws as for a session */
  issueToken(user: User, name: string, from: From): Promise<string> {
    return this.em.fork().transactional(async (em) => {
      await lockAccounts(em, null, user.id);
      await mustOpen(em, user);
      return this.issueTokenIn(em, user, name, from);
    });
  }

  /** In a transaction of the caller's, as for a session. */
  async issueTokenIn(em: EntityManager, user: User, name: string, from: From): Promise<string> {
    const { address } = from;
    const token = this.tokens.make();
    const now = new Date();
    em.create(AccessToken, {
      tokenHash: this.tokens.hash(token),
      user: em.getReference(User, user.id),
      name,
      address,
      createdAt: now,
      expiresAt: new Date(now.getTime() + TOKEN_DAYS * 86_400_000),
    });
    await em.flush();
    await this.limit.forgetFrom(em, user.email, from);
    await appendAudit(em, this.entry('token.issued', user, { name, address }));
    return token;
  }

  /**
   * Of an account that has another password from now on, locked by whoever sets it: ends what the one before opened, and with
   * it what was guessed. @param kept id of the session that goes on
   */
  async endOld(
    em: EntityManager,
    { id, email }: { id: number; email: string },
    kept: number | null,
  ): Promise<void> {
    await sql`
      with tokens as (delete from access_token where user_id = ${id}),
      calendars as (delete from calendar_address where user_id = ${id}),
      halves as (delete from half_session where user_id = ${id}),
      links as (delete from sso_identity where user_id = ${id} and linked_by = 'password')
      delete from session where user_id = ${id} and id is distinct from ${kept}`.execute(em.getKysely());
    await this.limit.forgetAll(em, email);
  }

  /** Signs out. What has expired goes by night. */
  async end(token: string): Promise<void> {
    const hash = this.tokens.hash(token);
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ userId: number }>`
        with sessions as (delete from session where token_hash = ${hash} returning user_id),
        tokens as (delete from access_token where token_hash = ${hash} returning user_id)
        select user_id as "userId" from (table sessions union all table tokens) ended`.execute(
        em.getKysely(),
      );
      const user = rows[0] && (await em.findOneOrFail(User, rows[0].userId));
      if (user) await appendAudit(em, this.entry('session.ended', user, {}));
    });
  }

  /**
   * Who it is, and what of the agreements the request asks for: in one query; in two, where the account may stand in for another.
   * @returns null for a token that is unknown, expired, or of a disabled account
   */
  async recognise(
    token: string,
    by: 'cookie' | 'bearer',
    asked: AgreementAsked | null,
  ): Promise<Recognised | null> {
    const found = await this.find(token, by === 'cookie' ? ofSession : ofToken, asked);
    // Few stand in for somebody; what it takes to know more is not asked of all others.
    return found?.standsIn ? this.find(token, ofStandIn(dayOf(this.clock.now())), asked) : found;
  }

  private async find(token: string, way: WayIn, asked: AgreementAsked | null): Promise<Recognised | null> {
    const reach = { partyId: sql`u.party_id`, onlyAgreementId: way.agreementId };
    const inReach = asked
      ? sql`(select to_jsonb(r) from (${agreementsInReach(asked, visibleToAccount(reach, sql`a.id`))}) r)`
      : sql`null`;
    const { rows } = await sql<Found>`
      select ${way.columns}, ${way.agreementId} as "agreementId", ${viewerColumns(way.signedIn)} as viewer, ${inReach} as "inReach"
      from ${way.from} ${viewerJoins}
      where t.token_hash = ${this.tokens.hash(token)} and t.expires_at > now() and ${sql.ref(`${way.signedIn}.active`)}`.execute(
      this.db,
    );
    return rows[0] ? recognised(rows[0]) : null;
  }

  async viewer(userId: number): Promise<Viewer> {
    const { rows } = await sql<{ viewer: Viewer }>`
      select ${viewerColumns('u')} as viewer from app_user u ${viewerJoins} where u.id = ${userId}`.execute(
      this.db,
    );
    return rows[0]!.viewer;
  }

  private get db() {
    return this.em.getKysely();
  }
}
