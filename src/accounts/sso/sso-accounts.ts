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

/** Finds the account of whoever signed in at the provider, or makes it where the rules allow. Nothing else is ever changed. */
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
      await sql`select pg_advisory_xact_lock(hashtext(${`sso ${person.email}`}))`.execute(em.getKysely());
      const known = await this.find(em, person);
      const userId = known ? mayEnter(known, person) : await this.make(em, person);
      const differences = known ? differencesOf(known, person) : {};
      await this.bind(em, userId, person, differences);
      const user = await em.findOneOrFail(User, userId);
      await this.tell(em, { user, person, address, known, differences });
      return user;
    });
  }

  /** By the subject where it came before, else by its address. */
  private async find(em: EntityManager, { issuer, subject, email }: SsoPerson): Promise<Known | null> {
    const { rows } = await sql<Known>`
      select u.id as "userId", u.email, u.role, u.active, p.code as party, b.code as body,
        i.subject is not distinct from ${subject} as bound, i.subject <> ${subject} as "boundToOther",
        coalesce(i.differences, '{}') as differences
      from app_user u left join sso_identity i on i.user_id = u.id and i.issuer = ${issuer}
      left join party p on p.id = u.party_id left join body b on b.id = u.body_id
      where i.subject = ${subject} or u.email = ${email}
      order by i.subject is not distinct from ${subject} desc limit 1 for update of u`.execute(
      em.getKysely(),
    );
    return rows[0] ?? null;
  }

  /** Only for an address of an allowed domain, with a role, side and body that exist. @throws SsoRefused */
  private async make(em: EntityManager, person: SsoPerson): Promise<number> {
    const { allowedDomains, mayMakeAdmins } = this.provider.settings;
    const { email, role } = person;
    if (!allowedDomains.includes(email.split('@')[1]!)) throw new SsoRefused('domain_not_allowed', email);
    if (!roles.includes(role as Role)) throw new SsoRefused('unknown_role', email);
    if (role === 'admin' && !mayMakeAdmins) throw new SsoRefused('admin_not_made', email);
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

  private async bind(
    em: EntityManager,
    userId: number,
    person: SsoPerson,
    differences: Differences,
  ): Promise<void> {
    await sql`
      insert into sso_identity (user_id, issuer, subject, created_at, last_at, differences)
      values (${userId}, ${person.issuer}, ${person.subject}, now(), now(), ${JSON.stringify(differences)}::jsonb)
      on conflict (issuer, subject) do update set last_at = excluded.last_at, differences = excluded.differences`.execute(
      em.getKysely(),
    );
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

function mayEnter({ userId, active, boundToOther }: Known, { email }: SsoPerson): number {
  if (!active) throw new SsoRefused('account_disabled', email);
  if (boundToOther) throw new SsoRefused('other_subject', email);
  return userId;
}

/** Of what the provider does say. */
function differencesOf(known: Known, person: SsoPerson): Differences {
  const facts = ['email', 'role', 'party', 'body'] as const;
  return Object.fromEntries(
    facts.flatMap((fact) => {
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
