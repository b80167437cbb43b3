import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { By } from '../../identity/actor.js';
import { dayOf } from '../../platform/clock.js';
import { loadSeveral, type Loaded } from '../change/load.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { Statement } from '../statement.js';
import { proofsOf } from '../updates/declaration-ground.js';
import type { Ground } from '../updates/declaration.js';

/** The actor's own part of a commitment, as far as it depends on it what can be reported of it. */
export interface Part {
  loaded: Loaded;
  side: CommitmentSide;
  /** What its side last said; null where it has said nothing yet. */
  last: Said | null;
  ground: Ground;
}

type Said = Pick<Statement, 'results' | 'difficulties' | 'proposals' | 'nextSteps'> & {
  noEvidenceReason: string;
};

/**
 * The own parts of some commitments by the commitments' ids, in two statements however many there are. What does not exist, is out of
 * scope or has no part of the actor's side is left out.
 */
export async function ownParts(
  em: EntityManager,
  ids: readonly number[],
  { actor, at }: By,
): Promise<Map<number, Part>> {
  const loaded = await loadSeveral(em, ids, actor, dayOf(at));
  const sides = new Map(
    loaded.flatMap((one) => {
      const side = one.commitment.sideOf(actor.partyId);
      return side ? [[side.id, { loaded: one, side }] as const] : [];
    }),
  );
  const rests = await restsOf(em, [...sides.keys()]);
  const parts = [...sides].map(([id, part]): [number, Part] => {
    const { last, ...ground } = rests.get(id)!;
    return [
      part.loaded.commitment.id,
      { ...part, last, ground: { ...ground, standing: part.side.doneOn ?? null } },
    ];
  });
  return new Map(parts);
}

type Rest = Omit<Ground, 'standing'> & { last: Said | null };

async function restsOf(em: EntityManager, sideIds: readonly number[]): Promise<Map<number, Rest>> {
  const { rows } = await sql<Rest & { id: number }>`
    select s.id, a.period_from::text as "firstDay", a.evidence_required as "evidenceRequired", ${proofsOf(sql`s.id`)} as evidence,
      (select jsonb_build_object('results', u.results, 'difficulties', u.difficulties, 'proposals', u.proposals, 'nextSteps', u.next_steps,
          'noEvidenceReason', coalesce(u.no_evidence_reason, ''))
        from progress_update u where u.side_id = s.id order by u.id desc limit 1) as last
    from commitment_side s join agreement a on a.id = s.agreement_id where s.id = any(${[...sideIds]}::integer[])`.execute(
    em.getKysely(),
  );
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
