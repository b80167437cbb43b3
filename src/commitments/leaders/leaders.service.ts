import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { Actor } from '../../identity/actor.js';
import type { RequestScope } from '../../identity/scope.js';
import { NotFound, Stale } from '../../platform/errors.js';
import { changesOf, mayName, type Change } from './leaders.rules.js';
import { sidesOf } from './leaders.queries.js';
import type { Naming, SideLeaders } from './leaders.types.js';

/** Names who is in charge of a side's sectors. */
@Injectable()
export class LeadersService {
  constructor(private readonly em: EntityManager) {}

  /**
   * @returns whether anything is another now
   * @param versions that the change may be based on; undefined for any
   * @throws Stale where somebody named others meanwhile, NotAllowed to others than that side's coordinator and administrators
   */
  name(
    scope: RequestScope,
    party: string,
    namings: readonly Naming[],
    versions: readonly number[] | undefined,
  ): Promise<boolean> {
    const { agreement, viewer, at, actor } = scope;
    return this.em.fork().transactional(async (em) => {
      const side = await lockSide(em, agreement.id, party);
      mayName(viewer, party);
      const changes = changesOf(side, namings);
      if (versions && !versions.includes(side.version)) throw new Stale(side.version);
      if (changes.length === 0) return false;
      await write(em, agreement.id, party, changes, { actor, at });
      await appendAudit(
        em,
        ...changes.map(({ sector, from, to }) => ({
          kind: 'agreement.leader_named' as const,
          at,
          actor,
          agreementId: agreement.id,
          subject: agreement.number,
          data: { from: from?.name ?? ALL, to: to?.name ?? ALL, party, sector },
        })),
      );
      return true;
    });
  }
}

/** In the log, for all leaders of the side. */
const ALL = 'all_leaders';

/** One after the other: who comes second is told what the first one did. */
async function lockSide(em: EntityManager, agreementId: number, party: string): Promise<SideLeaders> {
  await sql`
    select 1 from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${agreementId} and p.code = ${party}
    for no key update of ap`.execute(em.getKysely());
  const { rows } = await sidesOf(agreementId, sql`p.code = ${party}`).execute(em.getKysely());
  if (!rows[0]) throw new NotFound();
  return rows[0];
}

async function write(
  em: EntityManager,
  agreementId: number,
  party: string,
  changes: Change[],
  { actor, at }: { actor: Actor; at: Date },
): Promise<void> {
  const rows = changes.map(({ sector, to }) => ({ sector, leader: to?.id ?? null }));
  await sql`
    insert into sector_leader (agreement_id, sector_id, party_id, leader_id, at, user_id, author, illustrative)
    select s.agreement_id, s.id, p.id, n.leader, ${at}, ${actor.userId}, ${JSON.stringify(actor.name)}::jsonb, ${actor.illustrative ?? false}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (sector text, leader integer)
    join sector s on s.agreement_id = ${agreementId} and s.code = n.sector join party p on p.code = ${party}`.execute(
    em.getKysely(),
  );
}
