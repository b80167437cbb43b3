import { sql } from 'kysely';
import { dayOf } from '../../platform/clock.js';
import type { Already, Change } from '../commitments.service.js';
import { inOrder } from '../indicators/figures.js';
import { givenBy } from './saying.js';
import type { Report, Taken } from './report.types.js';

/**
 * The own side's last report, where it is this very one by the same account, sent on a version that it made stale itself, and nobody
 * else has changed anything of the own side since. A month's report may well say what the last one said: so one that names no period
 * is the same on the same day only.
 */
export async function reportedAlready(
  { em, commitment, side, reporting, isStale }: Parameters<Already<Taken>>[0],
  { actor, at }: Change,
  {
    period,
    corrects,
    decisionLevel,
    doneOn,
    evidenceIds,
    uploadIds = [],
    noEvidenceReason,
    indicators = [],
    ...said
  }: Report,
  takesOver: readonly number[] = [],
): Promise<{ result: Taken } | undefined> {
  if (!isStale) return undefined;
  const { rows } = await sql<Omit<Taken, 'at' | 'version' | 'contribution' | 'givenLate'> & { at: string }>`
    select u.id::integer, u.period, u.day::text as "givenOn", u.corrects::integer, to_jsonb(u) ->> 'at' as at, u.decision_level as "decisionLevel", u.done_on::text as "doneOn",
      coalesce(u.evidence_ids, '{}') as "evidenceIds", u.no_evidence_reason as "noEvidenceReason"
    from (select * from progress_update where side_id = ${side.id} order by id desc limit 1) u
    join commitment_event e on e.commitment_id = u.commitment_id and e.kind = 'updated' and e.data @> jsonb_build_object('updateId', u.id)
    where u.user_id = ${actor.userId}::integer and u.status = ${said.status} and u.percent = ${said.percent}::integer
      and u.results = ${said.results} and u.difficulties = ${said.difficulties} and u.proposals = ${said.proposals}
      and u.next_steps = ${said.nextSteps}
      and (${decisionLevel ?? null}::text is null or u.decision_level = ${decisionLevel ?? null}::text)
      and (${corrects ?? null}::bigint is null or u.corrects = ${corrects ?? null}::bigint)
      and (${doneOn ?? null}::date is null or u.done_on = ${doneOn ?? null}::date)
      and (${noEvidenceReason?.trim() || null}::text is null or u.no_evidence_reason = ${noEvidenceReason?.trim() || null}::text)
      and ${wentInto(uploadIds)}
      and (${uploadIds.length > 0} or ${evidenceIds ?? null}::integer[] is null or u.evidence_ids <@ ${evidenceIds ?? null}::integer[] and u.evidence_ids @> ${evidenceIds ?? null}::integer[])
      and case when ${period ?? null}::text is null then u.day = ${dayOf(at)}::date else u.period = ${period ?? null}::text end
      and coalesce(e.data -> 'contributionIds', '[]') = ${JSON.stringify(takesOver)}::jsonb
      and coalesce(e.data -> 'indicators', '[]') = ${JSON.stringify(inOrder(indicators))}::jsonb
      and not exists (select 1 from commitment_event later where later.commitment_id = e.commitment_id and later.id > e.id
        and later.user_id is distinct from e.user_id
        and (later.party_id is null or later.party_id = ${side.partyId}::integer or later.kind = 'returned'))`.execute(
    em.getKysely(),
  );
  const [found] = rows;
  if (!found) return undefined;
  const given = givenBy(found.period, found.givenOn, reporting);
  const { version } = commitment;
  return { result: { ...found, ...given, at: new Date(found.at), version, contribution: false } };
}

/** Whether each upload became evidence that the report names: another file with the same words is another report. */
const wentInto = (uploadIds: readonly number[]) => sql<boolean>`not exists (
  select 1 from unnest(${[...uploadIds]}::integer[]) i (id) left join upload up on up.id = i.id
  where up.evidence_id is null or up.evidence_id <> all (u.evidence_ids))`;
