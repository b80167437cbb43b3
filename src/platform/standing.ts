import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';

/**
 * What a change rests on: that whoever asked for it is still signed in, and still who he was. It was looked at before the
 * request began; it is asked again inside the transaction of the change, where nobody can take it away any more.
 */
export interface Standing {
  /**
   * For a statement that writes, so that asking costs none of its own. What it rests on is locked until the transaction ends;
   * where that was done before in the same transaction, it stands.
   */
  holds(em: EntityManager): RawBuilder<boolean>;
  /** In a statement of its own. @throws where it does not hold, saying why */
  mustHold(em: EntityManager): Promise<void>;
}

/**
 * Who acts, as far as that can be taken away meanwhile. Null where no session or token is behind it: the command line, jobs,
 * the demo's history, and who is at the door with a password, a code or a link.
 */
export type Standee = { standing: Standing | null } | null;

export const holds = (em: EntityManager, actor: Standee): RawBuilder<boolean> =>
  actor?.standing?.holds(em) ?? sql<boolean>`true`;

/** @throws SignedOutMeanwhile, MovedMeanwhile */
export async function mustStand(em: EntityManager, actor: Standee): Promise<void> {
  await actor?.standing?.mustHold(em);
}
