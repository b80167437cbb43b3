import { sql, type RawBuilder } from 'kysely';
import type { Change } from '../commitments.service.js';
import type { FieldComment } from './submitted.types.js';

/** What was decided, over the report as sent `s` and, where it was, the decision `v`. */
export const reviewJson = sql`jsonb_build_object('id', s.id, 'status', coalesce(v.decision, 'pending'), 'sentAt', iso(s.at),
  'at', iso(v.at), 'by', v.author, 'comment', v.comment, 'comments', coalesce(v.comments, '[]'), 'updateId', v.update_id)`;

/** As a report of the list: what it says is what it would say if it stood. Over `s`, `v`, its side's party `p` and the agreement `a`. */
export const submittedJson = sql`jsonb_build_object('id', s.id, 'party', p.code, 'at', iso(s.at), 'period', s.period, 'by', s.author,
  'decisionLevel', null, 'doneOn', null, 'evidenceIds', '[]'::jsonb, 'noEvidenceReason', null, 'corrects', null)
  || (s.content - 'takesOver') || jsonb_build_object('indicators', (select coalesce(jsonb_agg(jsonb_build_object('code', f -> 'code', 'actual', f -> 'actual',
    'of', coalesce(f -> 'of', 'null'))), '[]') from jsonb_array_elements(s.content -> 'indicators') f))
  || jsonb_build_object('givenOn', s.day, 'givenLate', s.day > period_due(s.period, a.reporting_cutoff_day, a.report_due_day),
  'illustrative', s.illustrative, 'supersededBy', (select n.id from submitted_report n where n.replaces = s.id), 'review', ${reviewJson})`;

/** Notes that a report stands, in the statement that writes it; beside `guard` and `added` of a change. */
export function acceptedBy(
  id: number,
  { actor, at }: Change,
  { comment, comments }: { comment: string | null; comments: FieldComment[] },
): RawBuilder<unknown> {
  return sql`
    insert into report_review (report_id, agreement_id, decision, user_id, author, at, comment, comments, update_id, illustrative)
    select ${id}::bigint, guard.agreement_id, 'accepted', ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz,
      ${comment}::text, ${JSON.stringify(comments)}::jsonb, (added.said ->> 'updateId')::bigint, ${actor.illustrative}::boolean
    from guard, added`;
}
