import { sql, type RawBuilder } from 'kysely';
import { dayOf } from '../../platform/clock.js';
import type { Sending } from './report.types.js';
import type { Declaration, Report, Taken } from './report.types.js';

export type Said = Omit<Report, 'decisionLevel'> & Pick<Taken, 'decisionLevel'>;

interface Writing {
  sideId: number;
  /** When it stands. */
  at: Date;
  sending: Sending;
  declaration?: Declaration;
}

/** Writes a report along with its change. It counts as given on the day on which it was sent. */
export function writtenReport(
  report: Said,
  { sideId, at, sending, declaration }: Writing,
): RawBuilder<unknown> {
  const { period, status, percent, results, difficulties, proposals, nextSteps, decisionLevel } = report;
  const sentAt = sending.at.getTime() === at.getTime() ? null : sending.at;
  return sql`
    insert into progress_update (commitment_id, side_id, user_id, stand_in_id, author, at, sent_at, day, period, corrects, status, percent, results, difficulties,
      proposals, next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, illustrative)
    select guard.id, ${sideId}::integer, ${sending.userId}::integer, ${sending.standInId}::integer, ${JSON.stringify(sending.name)}::jsonb, ${at}::timestamptz, ${sentAt}::timestamptz,
      ${dayOf(sending.at)}::date, ${period ?? null}::text, ${report.corrects ?? null}::bigint, ${status}::text, ${percent}::integer, ${results}::text,
      ${difficulties}::text, ${proposals}::text, ${nextSteps}::text, ${decisionLevel}::text, ${declaration?.doneOn ?? null}::date,
      ${declaration?.evidenceIds ?? null}::integer[], ${declaration?.noEvidenceReason ?? null}::text, ${sending.illustrative}::boolean
    from guard returning jsonb_build_object('updateId', id, 'period', period, 'decisionLevel', decision_level) || jsonb_strip_nulls(
      jsonb_build_object('doneOn', done_on, 'evidenceIds', evidence_ids, 'noEvidenceReason', no_evidence_reason, 'corrects', corrects)) as said`;
}
