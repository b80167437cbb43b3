import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Access } from '../identity/access.types.js';
import type { Viewer } from '../identity/viewer.js';
import { MovedMeanwhile, SignedOutMeanwhile } from '../platform/errors.js';
import type { Standing } from '../platform/standing.js';

const tables = { cookie: sql`session`, bearer: sql`access_token` };

/** That the session or token of a request is still there, and its account active, with the role, side and body that the guard saw. */
export class CallerStanding implements Standing {
  /** Transactions in which it was found so; it is locked in them. */
  private readonly heldIn = new WeakSet<object>();

  constructor(
    private readonly access: Access,
    private readonly viewer: Viewer,
  ) {}

  holds(em: EntityManager): RawBuilder<boolean> {
    const transaction: object | undefined = em.getTransactionContext();
    if (transaction && this.heldIn.has(transaction)) return sql<boolean>`true`;
    // The account first, then what opens it: in the order in which passwords are set and accounts disabled.
    return sql<boolean>`exists (
      select 1 from app_user u join ${this.table} t on t.user_id = u.id
      where t.id = ${this.access.id} and ${isOpen} and u.id = ${this.viewer.userId} and ${this.isSame} for share of u, t)`;
  }

  async mustHold(em: EntityManager): Promise<void> {
    const { rows } = await sql<{ held: boolean }>`select ${this.holds(em)} as held`.execute(em.getKysely());
    if (!rows[0]!.held) throw await this.refusal(em);
    const transaction: object | undefined = em.getTransactionContext();
    if (transaction) this.heldIn.add(transaction);
  }

  private async refusal(em: EntityManager): Promise<SignedOutMeanwhile | MovedMeanwhile> {
    const { rows } = await sql`
      select 1 from app_user u join ${this.table} t on t.user_id = u.id where t.id = ${this.access.id} and ${isOpen}`.execute(
      em.getKysely(),
    );
    return rows.length > 0 ? new MovedMeanwhile() : new SignedOutMeanwhile();
  }

  private get table(): RawBuilder<unknown> {
    return tables[this.access.by];
  }

  private get isSame(): RawBuilder<boolean> {
    const { role, party, body } = this.viewer;
    return sql<boolean>`u.role = ${role} and u.party_id is not distinct from ${party?.id ?? null}::integer
      and u.body_id is not distinct from ${body?.id ?? null}::integer`;
  }
}

const isOpen = sql`t.expires_at > now() and u.active`;
