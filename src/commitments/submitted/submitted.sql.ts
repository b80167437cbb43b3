import { sql, type RawBuilder } from 'kysely';

/** What was decided, over the report as sent `s` and, where it was, the decision `v`. */
export const reviewJson = sql`jsonb_build_object('id', s.id, 'status', coalesce(v.decision, 'pending'), 'sentAt', iso(s.at),
  'at', iso(v.at), 'by', v.author, 'comment', v.comment, 'comments', coalesce(v.comments, '[]'))`;

/** As a report of the list: what it says is what it would say if it stood. Over `s`, `v`, its side's party `p` and the agreement `a`. */
export const submittedJson = sql`jsonb_build_object('id', s.id, 'party', p.code, 'at', iso(s.at), 'period', s.period, 'by', s.author,
  'decisionLevel', null, 'doneOn', null, 'evidenceIds', '[]'::jsonb, 'noEvidenceReason', null, 'corrects', null)
  || (s.content - 'takesOver')
  || jsonb_build_object('givenOn', s.day, 'givenLate', s.day > period_due(s.period, a.reporting_cutoff_day, a.report_due_day),
  'illustrative', s.illustrative, 'supersededBy', (select n.id from submitted_report n where n.replaces = s.id), 'review', ${reviewJson})`;

/** Those that wait for a side's coordinator, oldest first: `s`. */
export const isPending: RawBuilder<boolean> = sql<boolean>`not exists (select 1 from report_review v where v.report_id = s.id)`;
