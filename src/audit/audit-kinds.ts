/** What the audit log tells of, as thing and deed. Each has its words in `web/i18n/{vi,en}/audit.ts`. */
export const auditKinds = [
  ...(['user.changed', 'user.moved', 'user.disabled', 'user.enabled', 'user.signed_out'] as const),
  ...(['user.handed_over'] as const),
  ...(['session.opened', 'session.refused', 'session.ended', 'token.issued', 'token.revoked'] as const),
  ...(['session.revoked'] as const),
  ...(['webhook.created', 'webhook.deleted', 'webhook.switched_on', 'webhook.switched_off'] as const),
  ...(['webhook.tested', 'webhook.resent', 'webhook.given_up'] as const),
  ...(['calendar_address.made', 'calendar_address.revoked'] as const),
  ...([
    'body.created',
    'body.changed',
    'calendar.year_added',
    'calendar.year_decided',
    'calendar.days_added',
    'calendar.day_removed',
  ] as const),
  ...(['user.created', 'agreement.imported', 'reminders.run', 'reminders.resent', 'clock.moved'] as const),
  ...(['account.invited', 'account.reset_requested', 'account.reset_refused'] as const),
  ...(['account.mail_sent', 'account.mail_failed', 'account.language_changed'] as const),
  ...(['account.notifications_changed', 'account.stand_in_named'] as const),
  ...(['session.stand_in_began', 'session.stand_in_ended'] as const),
  ...(['session.code_asked', 'sso.accepted', 'sso.linked', 'sso.claims_differ', 'sso.refused'] as const),
  ...([
    'factor.started',
    'factor.enabled',
    'factor.disabled',
    'factor.reset',
    'factor.recovery_made',
  ] as const),
  ...(['factor.recovery_used', 'sign_in.policy_changed'] as const),
  ...(['password.set', 'password.changed'] as const),
  ...(['calendar.entered'] as const),
  ...(['commitment.imported', 'commitment.updated', 'commitment.plan_confirmed'] as const),
  ...(['commitment.plan_confirmation_withdrawn', 'commitment.completion_confirmed'] as const),
  ...([
    'commitment.completion_confirmation_withdrawn',
    'commitment.completed',
    'commitment.reopened',
  ] as const),
  ...(['commitment.returned', 'commitment.extension_requested', 'commitment.extension_decided'] as const),
  ...(['commitment.extension_agreed', 'commitment.extended', 'commitment.deadline_changed'] as const),
  ...([
    'commitment.lead_changed',
    'commitment.cooperating_changed',
    'commitment.due_proposed',
    'commitment.due_proposal_dropped',
    'commitment.extension_countered',
    'commitment.amendment_proposed',
    'commitment.amendment_answered',
    'commitment.amendment_taken_back',
    'commitment.amendment_reworded',
    'commitment.amendment_withdrawn',
    'commitment.amendment_merged',
    'commitment.amendment_took_over',
    'commitment.product_named',
    'commitment.indicators_set',
    'commitment.note_written',
    'commitment.note_withdrawn',
  ] as const),
  ...(['commitment.draft_saved', 'commitment.draft_discarded', 'commitment.draft_expired'] as const),
  ...(['commitment.draft_handed_over'] as const),
  ...([
    'commitment.mail_draft_saved',
    'commitment.mail_draft_taken',
    'commitment.mail_draft_discarded',
    'commitment.mail_draft_expired',
  ] as const),
  ...(['commitment.contributed', 'commitment.contribution_declined'] as const),
  ...(['commitment.report_submitted', 'commitment.report_sent_back'] as const),
  ...(['backup.restored', 'mail.settings_changed', 'mail.tested'] as const),
  ...(['agreement.leader_named', 'agreement.period_closed', 'agreement.period_corrected'] as const),
  ...([
    'agreement.amendment_proposed',
    'agreement.amendment_agreed',
    'agreement.amendment_in_force',
  ] as const),
  ...(['agreement.amendment_rejected', 'agreement.amendment_taken_back'] as const),
  ...(['agreement.document_asked', 'agreement.document_made'] as const),
  ...(['agreement.document_issued', 'agreement.document_issue_corrected'] as const),
  ...(['agreement.template_added', 'agreement.template_in_force'] as const),
  ...(['agreement.sheet_submitted', 'agreement.sheet_mapped', 'agreement.sheet_released'] as const),
  ...(['reminders.rules_changed', 'reminders.rules_proposed', 'reminders.proposal_withdrawn'] as const),
  ...(['commitment.matter_named', 'commitment.matter_put_across', 'commitment.matter_asked_higher'] as const),
  ...(['commitment.matter_answered', 'commitment.matter_returned', 'commitment.matter_closed'] as const),
  ...(['commitment.review_moved', 'commitment.deadline_agreed'] as const),
  ...([
    'commitment.directive_given',
    'commitment.directive_answered',
    'commitment.directive_withdrawn',
    'commitment.directive_asked_across',
  ] as const),
  ...([
    'commitment.question_asked',
    'commitment.question_answered',
    'commitment.question_withdrawn',
  ] as const),
  ...(['commitment.chased', 'commitment.chase_asked'] as const),
  ...(['commitment.evidence_added', 'commitment.evidence_withdrawn'] as const),
] as const;

export type AuditKind = (typeof auditKinds)[number];

/** The things that the log tells of: what stands before the point. */
export type AuditGroup = AuditKind extends `${infer Group}.${string}` ? Group : never;

export const auditGroups = [...new Set(auditKinds.map(groupOf))];

export function groupOf(kind: AuditKind): AuditGroup {
  return kind.split('.')[0] as AuditGroup;
}
