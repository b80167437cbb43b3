import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../identity/actor.js';
import type { Role } from '../identity/viewer.js';
import { MovedMeanwhile, SignedOutMeanwhile } from '../platform/errors.js';
import type { Standing } from '../platform/standing.js';
import type { BilingualText } from '../platform/text.js';

interface Account {
  userId: number;
  name: BilingualText;
  role: Role;
  partyId: number | null;
  bodyId: number | null;
}

/**
 * Who handed a sheet in, for the work that goes on when the request has ended: as the account is now, in that agreement only.
 * @param administered an administrator did, for that side
 * @throws SignedOutMeanwhile where it was disabled, MovedMeanwhile where it is on another side by now
 */
export async function actorOfSheet(
  em: EntityManager,
  {
    userId,
    partyId,
    agreementId,
    administered = false,
  }: { userId: number; partyId: number; agreementId: number; administered?: boolean },
): Promise<Actor> {
  const { rows } = await sql<Account>`
    select id as "userId", name, role, party_id as "partyId", body_id as "bodyId" from app_user where id = ${userId} and active`.execute(
    em.getKysely(),
  );
  const [account] = rows;
  if (!account) throw new SignedOutMeanwhile();
  const isStill = administered ? account.role === 'admin' : account.partyId === partyId;
  if (!isStill) throw new MovedMeanwhile();
  return {
    ...account,
    onlyAgreementId: agreementId,
    illustrative: false,
    standing: new AccountStanding(account),
  };
}

/** That an account is active, with the same role, side and body, whatever became of the session in which it asked. */
class AccountStanding implements Standing {
  constructor(private readonly account: Account) {}

  holds(): RawBuilder<boolean> {
    const { userId, role, partyId, bodyId } = this.account;
    return sql<boolean>`exists (select 1 from app_user u where u.id = ${userId} and u.active and u.role = ${role}
      and u.party_id is not distinct from ${partyId}::integer and u.body_id is not distinct from ${bodyId}::integer for share of u)`;
  }

  async mustHold(em: EntityManager): Promise<void> {
    const { rows } = await sql<{ held: boolean }>`select ${this.holds()} as held`.execute(em.getKysely());
    if (!rows[0]!.held) throw new MovedMeanwhile();
  }
}
