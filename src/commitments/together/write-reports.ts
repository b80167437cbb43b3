import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { namedIn } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';
import { standInIdOf } from '../../identity/other-hand.js';
import { dayOf } from '../../platform/clock.js';
import { holds, mustStand } from '../../platform/standing.js';
import { alterationsOf } from '../change/alterations.js';
import { historyOfCommitment, historyOfSides, recorded } from '../change/history.js';
import { asAssignments, asRecord } from '../change/tracked.sql.js';
import { tracked } from '../change/tracked.js';
import { standInOf } from '../change/write.js';
import { bodyOf } from '../drafts/draft.sql.js';
import type { Stated } from './state-part.js';

/** Reports as they are written: text alone, so that many can wait without what was read for them. */
export interface PreparedReports {
  count: number;
  commitments: string;
  sides: string;
  reports: string;
  events: string;
}

export function prepareReports(stated: readonly Stated[]): PreparedReports {
  const altered = stated.map(({ part }) => ({ part, ...alterationsOf(part.loaded) }));
  const commitments = altered.map(({ part: { loaded }, commitment }) => ({
    id: loaded.commitment.id,
    version: loaded.commitment.version,
    ...commitment,
  }));
  const sides = altered.flatMap(({ part: { loaded }, sides: own }) =>
    own.map((side) => ({ commitment_id: loaded.commitment.id, ...side })),
  );
  return {
    count: stated.length,
    commitments: JSON.stringify(commitments),
    sides: JSON.stringify(sides),
    reports: JSON.stringify(stated.map(rowOf)),
    events: JSON.stringify(stated.flatMap(eventsOf)),
  };
}

/**
 * Writes many reports, each on another commitment, in one statement: what `writeChange` writes of one, for each of them. Inside a transaction
 * in which the commitments are locked.
 * @throws ChangedSince where one of them is not as it was when its report was prepared; SignedOutMeanwhile, MovedMeanwhile where the actor is
 * no more who he was. Nothing of it may be kept then.
 */
export async function writeReports(em: EntityManager, prepared: PreparedReports, by: By): Promise<void> {
  if (prepared.count === 0) return;
  const { actor, at } = by;
  const { rows } = await sql<{ id: number }>`
    with now as materialized (
      select * from jsonb_to_recordset(${prepared.commitments}::jsonb) as n (id integer, version integer, ${asRecord(tracked.commitment)})
    ), guard as (
      update commitment c set version = c.version + 1, ${asAssignments(tracked.commitment)} from now n
      where c.id = n.id and c.version = n.version and ${holds(em, actor)} returning c.id, c.agreement_id, c.code
    ), sides_now as materialized (
      select n.* from guard join jsonb_to_recordset(${prepared.sides}::jsonb) as n (commitment_id integer, id integer,
        ${asRecord(tracked.side)}) on n.commitment_id = guard.id
    ), sides as (
      update commitment_side s set ${asAssignments(tracked.side)} from sides_now n
      where s.commitment_id = n.commitment_id and s.id = n.id
    ), ${reports(prepared, by)}, drafts_sent as (
      delete from report_draft d using guard where d.commitment_id = guard.id and d.body_id = ${bodyOf(actor)}
    ), ${recorded(historyOfCommitment, { present: sql`select n.* from now n join guard using (id)`, at })},
    ${recorded(historyOfSides, { present: sql`table sides_now`, at })},
    ${eventsAndAudit(prepared, by)}
    select id from guard`.execute(em.getKysely());
  if (rows.length === prepared.count) return;
  await mustStand(em, actor);
  throw new ChangedSince(`${prepared.count - rows.length} commitments are not as they were`);
}

/** A commitment changed after its report was prepared. */
export class ChangedSince extends Error {}

/** The reports, and the steps that close matters of parts that have ended. */
function reports(prepared: PreparedReports, { actor, at }: By): RawBuilder<unknown> {
  const name = JSON.stringify(actor.name);
  return sql`said as materialized (
      select r.* from guard join jsonb_to_recordset(${prepared.reports}::jsonb) as r (commitment_id integer, side_id integer,
        status text, percent integer, results text, difficulties text, proposals text, next_steps text, decision_level text,
        done_on date, evidence_ids integer[], no_evidence_reason text, closes bigint) on r.commitment_id = guard.id
    ), added as (
      insert into progress_update (commitment_id, side_id, user_id, stand_in_id, author, at, day, status, percent, results, difficulties, proposals,
        next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, illustrative)
      select commitment_id, side_id, ${actor.userId}::integer, ${standInIdOf(actor)}::integer, ${name}::jsonb, ${at}::timestamptz, ${dayOf(at)}::date, status, percent, results,
        difficulties, proposals, next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, ${actor.illustrative}::boolean
      from said order by commitment_id
      returning commitment_id, id, jsonb_build_object('updateId', id, 'period', period, 'decisionLevel', decision_level) || jsonb_strip_nulls(
        jsonb_build_object('doneOn', done_on, 'evidenceIds', evidence_ids, 'noEvidenceReason', no_evidence_reason)) as said
    ), matters_closed as (
      insert into decision_step (matter_id, at, kind, user_id, author, update_id, illustrative)
      select said.closes, ${at}::timestamptz, 'closed', ${actor.userId}::integer, ${name}::jsonb, added.id, ${actor.illustrative}::boolean
      from said join added using (commitment_id) where said.closes is not null
    )`;
}

function rowOf({ part: { loaded, side }, statement, declaration, naming }: Stated) {
  const { status, percent, results, difficulties, proposals, nextSteps } = statement;
  return {
    commitment_id: loaded.commitment.id,
    side_id: side.id,
    status,
    percent,
    results,
    difficulties,
    proposals,
    next_steps: nextSteps,
    decision_level: naming.level,
    done_on: declaration?.doneOn ?? null,
    evidence_ids: declaration?.evidenceIds ?? null,
    no_evidence_reason: declaration?.noEvidenceReason ?? null,
    closes: naming.closes?.id ?? null,
  };
}

const eventsOf = ({ part, events }: Stated) =>
  events.map(({ kind, partyId, by, data }) => ({
    commitment_id: part.loaded.commitment.id,
    kind,
    party_id: partyId,
    actor: by,
    data,
  }));

/** As `writeChange` has them: entries made from events. */
function eventsAndAudit({ events }: PreparedReports, { actor, at }: By): RawBuilder<unknown> {
  const actorJson = JSON.stringify(namedIn(actor));
  return sql`
    events as (
      insert into commitment_event (commitment_id, agreement_id, at, day, kind, party_id, user_id, actor, stand_in, data, illustrative)
      select guard.id, guard.agreement_id, ${at}::timestamptz, ${dayOf(at)}::date, e.kind, e.party_id, ${actor.userId}::integer, e.actor,
        ${standInOf(actor)}::jsonb,
        case when e.actor is null then e.data else e.data || added.said end, ${actor.illustrative}::boolean
      from rows from (jsonb_to_recordset(${events}::jsonb)
          as (commitment_id integer, kind text, party_id integer, actor jsonb, data jsonb)) with ordinality
          as e (commitment_id, kind, party_id, actor, data, place)
        join guard on guard.id = e.commitment_id join added on added.commitment_id = e.commitment_id
      order by e.place
      returning commitment_id, agreement_id, at, kind, user_id, data, illustrative
    ), audit as (
      insert into audit_entry (at, kind, actor_id, actor, party_id, agreement_id, subject, data, illustrative)
      select e.at, 'commitment.' || e.kind, e.user_id, ${actorJson}::jsonb, ${actor.partyId}::integer, e.agreement_id, guard.code, e.data,
        e.illustrative from events e join guard on guard.id = e.commitment_id)`;
}
