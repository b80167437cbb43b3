import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { User } from '../user.entity.js';
import { roles, type Role } from '../../identity/viewer.js';
import type { SsoPerson } from './sso-person.js';
import { SsoProvider } from './sso-provider.js';
import { SsoRefused } from './sso-refused.js';
import { writeMail } from '../mail/outbox.js';
import { RuleBroken } from '../../platform/errors.js';
import { auditActorOf } from '../audit-actor.js';

interface Known {
  userId: number;
  bound: boolean;
  boundToOther: boolean;
  email: string;
  role: Role;
  party: string | null;
  body: string | null;
  active: boolean;
  differences: Differences;
}

/** What the account has, and what the provider says. */
export type Differences = Record<string, { account: string | null; provider: string }>;

/**
 * Finds the account of whoever signed in at the provider, or makes it where the rules allow. An account that is there is never found by
 * its address: it is bound by its own password first.
 */
@Injectable()
export class SsoAccounts {
  constructor(
    private readonly em: EntityManager,
    private readonly provider: SsoProvider,
    private readonly clock: Clock,
  ) {}

  /** In one transaction with its audit entries. @throws SsoRefused */
  async accountOf(person: SsoPerson, address: string): Promise<User> {
    return this.em.fork().transactional(async (em) => {
      // Two first sign-ins of one person make one account.
      await lockPerson(em, person);
      const known = await this.find(em, person);
      const userId = known ? mayEnter(known, person) : await this.make(em, person);
      const differences = known ? differencesOf(known, person) : {};
      await this.bind(em, userId, person, differences, 'made');
      const user = await em.findOneOrFail(User, userId);
      await this.tell(em, { user, person, address, known, differences });
      return user;
    });
  }

  /**
   * Binds an account whose password and code were given in this visit; in the transaction of `em`, which has locked it. Its owner is told.
   * @throws RuleBroken where the account or the person belongs to another by now
   */
  async link(em: EntityManager, user: User, person: SsoPerson, address: string): Promise<void> {
    await lockPerson(em, person);
    const known = { ...(await this.factsOf(em, user.id)), bound: false };
    await sql`
      delete from sso_identity where issuer = ${person.issuer} and linked_by = 'claim' and (subject = ${person.subject} or user_id = ${user.id})`.execute(
      em.getKysely(),
    );
    const differences = differencesOf(known, person);
    if (!(await this.bind(em, user.id, person, differences, 'password')))
      throw new RuleBroken(new SsoRefused('other_subject').text);
    await writeMail(em, { userId: user.id, kind: 'sso_linked' });
    await this.tell(em, { user, person, address, known, differences });
  }

  /** @returns whether whoever signed in is bound to the account of that session, which is then shown to be his */
  async prove(person: SsoPerson, sessionId: number, address: string): Promise<boolean> {
    return this.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ userId: number }>`
        update session s set proven_at = now() from sso_identity i
        where s.id = ${sessionId} and s.expires_at > now() and i.user_id = s.user_id and i.issuer = ${person.issuer}
          and i.subject = ${person.subject} and i.linked_by <> 'claim'
        returning s.user_id as "userId"`.execute(em.getKysely());
      if (!rows[0]) return false;
      const user = await em.findOneOrFail(User, rows[0].userId);
      const by = { at: this.clock.now(), actor: auditActorOf(user), subject: user.email };
      await appendAudit(em, { kind: 'sso.accepted', ...by, data: { address } });
      return true;
    });
  }

  /** By the subject where it was bound before, else by the address for which the provider vouches. */
  private async find(
    em: EntityManager,
    { issuer, subject, email, verified }: SsoPerson,
  ): Promise<Known | null> {
    const { rows } = await sql<Known>`
      select ${facts}, coalesce(i.subject = ${subject} and ${isProven}, false) as bound,
        coalesce(i.subject <> ${subject} and ${isProven}, false) as "boundToOther",
        coalesce(i.differences, '{}') as differences
      from app_user u left join sso_identity i on i.user_id = u.id and i.issuer = ${issuer}
      left join party p on p.id = u.party_id left join body b on b.id = u.body_id
      where i.subject = ${subject} or u.email = ${verified ? email : null}
      order by bound desc, i.subject is not distinct from ${subject} desc limit 1 for update of u`.execute(
      em.getKysely(),
    );
    return rows[0] ?? null;
  }

  private async factsOf(em: EntityManager, userId: number): Promise<Known> {
    const { rows } = await sql<Known>`
      select ${facts}, false as bound, false as "boundToOther", '{}'::jsonb as differences
      from app_user u left join party p on p.id = u.party_id left join body b on b.id = u.body_id
      where u.id = ${userId}`.execute(em.getKysely());
    return rows[0]!;
  }

  /** Only for an address of an allowed domain for which the provider vouches, with a role, side and body that exist. @throws SsoRefused */
  private async make(em: EntityManager, person: SsoPerson): Promise<number> {
    const { allowedDomains } = this.provider.settings;
    const { email, verified, role } = person;
    if (email === null) throw new SsoRefused('email_missing');
    if (!verified) throw new SsoRefused('email_unverified', email);
    if (!allowedDomains.includes(email.split('@')[1]!)) throw new SsoRefused('domain_not_allowed', email);
    if (!roles.includes(role as Role)) throw new SsoRefused('unknown_role', email);
    if (role === 'admin') throw new SsoRefused('admin_not_made', email);
    const { partyId, bodyId } = await this.scopeOf(em, person);
    const name = person.name ?? email.split('@')[0]!;
    const { rows } = await sql<{ id: number }>`
      insert into app_user (email, name, role, party_id, body_id, created_at)
      values (${email}, ${JSON.stringify({ vi: name, en: name })}::jsonb, ${role}, ${partyId}, ${bodyId}, ${this.clock.now()})
      returning id`.execute(em.getKysely());
    return rows[0]!.id;
  }

  /** Auditors and administrators speak for no side, whatever the claims say. */
  private async scopeOf(em: EntityManager, { email, role, party, body }: SsoPerson) {
    if (role === 'auditor' || role === 'admin') return { partyId: null, bodyId: null };
    const { rows } = await sql<{ partyId: number; bodyId: number | null }>`
      select p.id as "partyId", b.id as "bodyId" from party p left join body b on b.party_id = p.id and b.code = ${body}
        and (b.last_day is null or b.last_day >= ${this.clock.today()})
      where p.code = ${party}`.execute(em.getKysely());
    const scope = rows[0];
    if (!scope) throw new SsoRefused('unknown_party', email);
    if (scope.bodyId === null && (body !== null || role === 'liaison'))
      throw new SsoRefused('unknown_body', email);
    return scope;
  }

  /** @returns false where the person is bound to another account, or the account to another person */
  private async bind(
    em: EntityManager,
    userId: number,
    person: SsoPerson,
    differences: Differences,
    linkedBy: 'made' | 'password',
  ): Promise<boolean> {
    const { rows } = await sql`
      insert into sso_identity (user_id, issuer, subject, created_at, last_at, differences, linked_by)
      select ${userId}, ${person.issuer}, ${person.subject}, now(), now(), ${JSON.stringify(differences)}::jsonb, ${linkedBy}
      where not exists (select from sso_identity i where i.user_id = ${userId} and i.issuer = ${person.issuer} and i.subject <> ${person.subject})
      on conflict (issuer, subject) do update set last_at = excluded.last_at, differences = excluded.differences
      where sso_identity.user_id = excluded.user_id
      returning id`.execute(em.getKysely());
    return rows.length > 0;
  }

  private async tell(
    em: EntityManager,
    told: { user: User; person: SsoPerson; address: string; known: Known | null; differences: Differences },
  ): Promise<void> {
    const { user, person, address, known, differences } = told;
    const actor = auditActorOf(user);
    const by = { at: this.clock.now(), actor, subject: user.email };
    const { role, party, body } = person;
    const isNews = Object.keys(differences).length > 0 && !isSame(differences, known!.differences);
    await appendAudit(
      em,
      ...(known ? [] : [{ kind: 'user.created' as const, ...by, data: { role, party, body, by: 'sso' } }]),
      ...(known?.bound ? [] : [{ kind: 'sso.linked' as const, ...by, data: { issuer: person.issuer } }]),
      ...(isNews ? [{ kind: 'sso.claims_differ' as const, ...by, data: { differences } }] : []),
      { kind: 'sso.accepted' as const, ...by, data: { address } },
    );
  }
}

function mayEnter({ userId, active, bound, boundToOther }: Known, { email }: SsoPerson): number {
  if (!active) throw new SsoRefused('account_disabled', email);
  if (boundToOther) throw new SsoRefused('other_subject', email);
  if (!bound) throw new SsoRefused('has_account', email);
  return userId;
}

/** Two visits of one person, and two persons of one address, go one after the other. */
async function lockPerson(em: EntityManager, { issuer, subject, email }: SsoPerson): Promise<void> {
  for (const what of [`sso ${email}`, `sso ${issuer} ${subject}`])
    await sql`select pg_advisory_xact_lock(hashtext(${what}))`.execute(em.getKysely());
}

/** By the account's password, or with the account itself; once it was by the address alone, which counts no more. */
const isProven = sql`i.linked_by <> 'claim'`;
const facts = sql`u.id as "userId", u.email, u.role, u.active, p.code as party, b.code as body`;

/** Of what the provider does say. */
function differencesOf(known: Known, person: SsoPerson): Differences {
  const compared = ['email', 'role', 'party', 'body'] as const;
  return Object.fromEntries(
    compared.flatMap((fact) => {
      const [account, provider] = [known[fact], person[fact]];
      return provider !== null && provider !== account
        ? [[fact, { account, provider: provider.slice(0, 200) }]]
        : [];
    }),
  );
}

const isSame = (one: Differences, other: Differences) => line(one) === line(other);
const line = (differences: Differences) =>
  Object.keys(differences)
    .sort()
    .map((fact) => `${fact} ${differences[fact]!.account} ${differences[fact]!.provider}`)
    .join('\n');
