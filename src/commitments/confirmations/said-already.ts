import { sql } from 'kysely';
import type { Commitment, CommitmentSide } from '../commitment.entity.js';
import type { EventKind, ReturnedFor } from '../commitment.types.js';
import type { Already, Change } from '../commitments.service.js';

const done = { result: undefined };

/** Where a form is sent twice: it stands as wanted, and the last word of these kinds of the own side is by the same account. */
export function saidAlready(
  { actor }: Change,
  kinds: EventKind | readonly EventKind[],
  stands: (side: CommitmentSide, commitment: Commitment) => boolean,
): Already<void> {
  return async ({ em, commitment, side, isStale }) => {
    if (!isStale || !stands(side, commitment)) return undefined;
    const { rows } = await sql<{ own: boolean }>`
      select user_id = ${actor.userId}::integer as own from commitment_event
      where commitment_id = ${commitment.id} and kind = any(${[kinds].flat()}::text[]) and party_id = ${side.partyId}::integer order by id desc limit 1`.execute(
      em.getKysely(),
    );
    return rows[0]?.own ? done : undefined;
  };
}

/** The same account sent the same completions back with the same words, nothing was declared since, and one is still sent back. */
export async function sentBackAlready(
  { em, commitment, side: own }: Parameters<Already<void>>[0],
  { actor }: Change,
  reason: string,
  { party, about }: { party?: string; about: ReturnedFor },
): Promise<typeof done | undefined> {
  const { rows } = await sql<{ standing: boolean }>`
    select bool_or(exists (select 1 from commitment_event e
        where e.commitment_id = s.commitment_id and e.kind = 'returned' and e.at = s.returned_at and e.user_id = ${actor.userId}::integer
          and e.party_id = ${own.partyId}::integer and e.data @> jsonb_build_object('to', p.code, 'reason', ${reason}::text)
          and coalesce(e.data ->> 'about', 'completion') = ${about}::text))
      and not bool_or(s.completion_declared_at is not null) as standing
    from commitment_side s join party p on p.id = s.party_id
    where s.commitment_id = ${commitment.id}
      and case when ${party ?? null}::text is null then s.party_id <> ${own.partyId}::integer else p.code = ${party ?? null}::text end`.execute(
    em.getKysely(),
  );
  return rows[0]?.standing ? done : undefined;
}
