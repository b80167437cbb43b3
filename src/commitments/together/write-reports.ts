import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { By } from '../../identity/actor.js';
import { standInIdOf } from '../../identity/other-hand.js';
import { dayOf } from '../../platform/clock.js';
import { bodyOf } from '../drafts/draft.sql.js';
import type { Stated } from './state-part.js';
import { prepareTogether, writeTogether, type Prepared, type RowsAlong } from './write-together.js';

/** Reports as they are written. */
export interface PreparedReports extends Prepared {
  reports: string;
}

export function prepareReports(stated: readonly Stated[]): PreparedReports {
  const changes = stated.map(({ part: { loaded }, events }) => ({ loaded, events }));
  return { ...prepareTogether(changes), reports: JSON.stringify(stated.map(rowOf)) };
}

/**
 * Writes many reports, each on another commitment, in one statement. Inside a transaction in which the commitments are locked.
 * @throws as `writeTogether`
 */
export function writeReports(em: EntityManager, prepared: PreparedReports, by: By): Promise<void> {
  return writeTogether(em, prepared, by, reports(prepared, by));
}

/** The reports, the steps that close matters of parts that have ended, and the drafts that were sent. */
function reports(prepared: PreparedReports, { actor, at }: By): RowsAlong {
  const name = JSON.stringify(actor.name);
  const said = sql`
      select r.* from guard join jsonb_to_recordset(${prepared.reports}::jsonb) as r (commitment_id integer, side_id integer,
        status text, percent integer, results text, difficulties text, proposals text, next_steps text, decision_level text,
        done_on date, evidence_ids integer[], no_evidence_reason text, closes bigint) on r.commitment_id = guard.id`;
  const added = sql`
      insert into progress_update (commitment_id, side_id, user_id, stand_in_id, author, at, day, status, percent, results, difficulties, proposals,
        next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, illustrative)
      select commitment_id, side_id, ${actor.userId}::integer, ${standInIdOf(actor)}::integer, ${name}::jsonb, ${at}::timestamptz, ${dayOf(at)}::date, status, percent, results,
        difficulties, proposals, next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, ${actor.illustrative}::boolean
      from said order by commitment_id
      returning commitment_id, id, jsonb_build_object('updateId', id, 'period', period, 'decisionLevel', decision_level) || jsonb_strip_nulls(
        jsonb_build_object('doneOn', done_on, 'evidenceIds', evidence_ids, 'noEvidenceReason', no_evidence_reason)) as said`;
  const closed = sql`
      insert into decision_step (matter_id, at, kind, user_id, author, update_id, illustrative)
      select said.closes, ${at}::timestamptz, 'closed', ${actor.userId}::integer, ${name}::jsonb, added.id, ${actor.illustrative}::boolean
      from said join added using (commitment_id) where said.closes is not null`;
  const sent = sql`
      delete from report_draft d using guard where d.commitment_id = guard.id and d.body_id = ${bodyOf(actor)}`;
  return {
    before: [['said', said]],
    added,
    after: [
      ['matters_closed', closed],
      ['drafts_sent', sent],
    ],
  };
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
