import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Access } from '../identity/access.types.js';
import type { StandIn, Viewer } from '../identity/viewer.js';
import type { Day } from '../platform/clock.js';
import { MovedMeanwhile, SignedOutMeanwhile, StandInEnded } from '../platform/errors.js';
import type { Standing } from '../platform/standing.js';
import { actsFor } from './notifications/stand-in.sql.js';

const tables = { cookie: sql`session`, bearer: sql`access_token` };

interface Post {
  userId: number;
  role: string;
  partyId: number | null;
  bodyId: number | null;
}

/**
 * That the session or token of a request is still there, and its account active, with the role, side and body that the guard saw; where it
 * acts for another post, that one too, and that it still stands in for it.
 */
export class CallerStanding implements Standing {
  /** Transactions in which it was found so; it is locked in them. */
  private readonly heldIn = new WeakSet<object>();

  /** @param today on which somebody has to stand in */
  constructor(
    private readonly access: Access,
    private readonly viewer: Pick<Viewer, 'userId' | 'role' | 'party' | 'body' | 'standIn'>,
    private readonly today: Day,
  ) {}

  holds(em: EntityManager): RawBuilder<boolean> {
    const transaction: object | undefined = em.getTransactionContext();
    if (transaction && this.heldIn.has(transaction)) return sql<boolean>`true`;
    const { standIn } = this.viewer;
    return standIn ? this.holdsFor(standIn) : this.isOpenFor(isSame(postOf(this.viewer)));
  }

  async mustHold(em: EntityManager): Promise<void> {
    const { rows } = await sql<{ held: boolean }>`select ${this.holds(em)} as held`.execute(em.getKysely());
    if (!rows[0]!.held) throw await this.refusal(em);
    const transaction: object | undefined = em.getTransactionContext();
    if (transaction) this.heldIn.add(transaction);
  }

  /** The account first, then what opens it: in the order in which passwords are set and accounts disabled. */
  private isOpenFor(isAsSeen: RawBuilder<boolean>, locked = sql`for share of u, t`): RawBuilder<boolean> {
    const { standIn, userId } = this.viewer;
    return sql<boolean>`exists (
      select 1 from app_user u join ${tables[this.access.by]} t on t.user_id = u.id
      where t.id = ${this.access.id} and ${isOpen} and u.id = ${standIn?.userId ?? userId} and ${isAsSeen} ${locked})`;
  }

  /** Both accounts in the order of their ids, then the settings, then the session. */
  private holdsFor(standIn: StandIn): RawBuilder<boolean> {
    const [own, post] = [standIn, postOf(this.viewer)];
    return sql<boolean>`case when (
        select count(*) from (
          select 1 from app_user u where u.id in (${own.userId}, ${post.userId})
            and u.active and case when u.id = ${own.userId} then ${isSame(own)} else ${isSame(post)} end order by u.id for share) both_posts) = 2
      then exists (
          select 1 from notification_setting n join app_user u on u.id = n.user_id join app_user s on s.id = n.stand_in_id
          where n.user_id = ${post.userId} and n.stand_in_id = ${own.userId} and ${actsFor(this.today)} for share of n)
        and exists (
          select 1 from session t where t.id = ${this.access.id} and t.user_id = ${own.userId} and t.acting_for_id = ${post.userId}
            and t.expires_at > now() for share)
      else false end`;
  }

  private async refusal(em: EntityManager): Promise<SignedOutMeanwhile | MovedMeanwhile> {
    const { standIn } = this.viewer;
    const asked = async (is: RawBuilder<boolean>) => {
      const { rows } = await sql<{ is: boolean }>`select ${is} as "is"`.execute(em.getKysely());
      return rows[0]!.is;
    };
    if (!(await asked(this.isOpenFor(sql<boolean>`true`, sql``)))) return new SignedOutMeanwhile();
    return standIn && (await asked(this.isOpenFor(isSame(standIn), sql``)))
      ? new StandInEnded()
      : new MovedMeanwhile();
  }
}

const postOf = ({ userId, role, party, body }: Pick<Viewer, 'userId' | 'role' | 'party' | 'body'>): Post => ({
  userId,
  role,
  partyId: party?.id ?? null,
  bodyId: body?.id ?? null,
});

/** Whether the account `u` has the role, side and body that it had. */
const isSame = ({ role, partyId, bodyId }: Omit<Post, 'userId'>) => sql<boolean>`(u.role = ${role}
  and u.party_id is not distinct from ${partyId}::integer and u.body_id is not distinct from ${bodyId}::integer)`;

const isOpen = sql`t.expires_at > now() and u.active`;
