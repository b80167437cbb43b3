import { Migration20261123090000_accounts_and_agreements } from './Migration20261123090000_accounts_and_agreements.js';
import { Migration20261123090100_commitments } from './Migration20261123090100_commitments.js';
import { Migration20261123090200_reminders } from './Migration20261123090200_reminders.js';
import { Migration20261125090000_audit } from './Migration20261125090000_audit.js';
import { Migration20261125090500_audit_days } from './Migration20261125090500_audit_days.js';
import { Migration20261125090800_revision } from './Migration20261125090800_revision.js';
import { Migration20261125091000_access } from './Migration20261125091000_access.js';
import { Migration20261125091001_edited_bodies } from './Migration20261125091001_edited_bodies.js';
import { Migration20261125092000_account_links } from './Migration20261125092000_account_links.js';
import { Migration20261125092100_second_factor } from './Migration20261125092100_second_factor.js';
import { Migration20261125092200_single_sign_on } from './Migration20261125092200_single_sign_on.js';
import { Migration20261125093000_side_notes } from './Migration20261125093000_side_notes.js';
import { Migration20261125094000_evidence } from './Migration20261125094000_evidence.js';
import { Migration20261128090000_titles_and_cooperating_bodies_in_history } from './Migration20261128090000_titles_and_cooperating_bodies_in_history.js';
import { Migration20261128100100_dashes_in_search } from './Migration20261128100100_dashes_in_search.js';
import { Migration20261128100300_known_browsers } from './Migration20261128100300_known_browsers.js';
import { Migration20261128100400_parents_and_proofs } from './Migration20261128100400_parents_and_proofs.js';
import { Migration20261128100500_evidence_days } from './Migration20261128100500_evidence_days.js';
import { Migration20261128100600_report_periods } from './Migration20261128100600_report_periods.js';
import { Migration20261128100700_contributions } from './Migration20261128100700_contributions.js';
import { Migration20261128100701_notices } from './Migration20261128100701_notices.js';
import { Migration20261128100800_codes_in_order } from './Migration20261128100800_codes_in_order.js';
import { Migration20261128100810_reminders_owed } from './Migration20261128100810_reminders_owed.js';
import { Migration20261128100820_rule_on_the_day } from './Migration20261128100820_rule_on_the_day.js';
import { Migration20261129100100_calendar_documents } from './Migration20261129100100_calendar_documents.js';
import { Migration20261129100200_products } from './Migration20261129100200_products.js';
import { Migration20261129200100_day_done } from './Migration20261129200100_day_done.js';
import { Migration20261129200200_documents_as_evidence } from './Migration20261129200200_documents_as_evidence.js';
import { Migration20261129200300_matters } from './Migration20261129200300_matters.js';
import { Migration20261129200400_turns } from './Migration20261129200400_turns.js';
import { Migration20261129200600_chases_by_turn } from './Migration20261129200600_chases_by_turn.js';
import { Migration20261129200700_declared_completions } from './Migration20261129200700_declared_completions.js';
import { Migration20261129201000_undated } from './Migration20261129201000_undated.js';
import { Migration20261129202000_reminders_by_turn } from './Migration20261129202000_reminders_by_turn.js';
import { Migration20261129203000_sector_leaders } from './Migration20261129203000_sector_leaders.js';
import { Migration20261129220000_report_drafts } from './Migration20261129220000_report_drafts.js';
import { Migration20261129221000_indicators } from './Migration20261129221000_indicators.js';
import { Migration20261129222000_report_review } from './Migration20261129222000_report_review.js';
import { Migration20261129222100_report_waits } from './Migration20261129222100_report_waits.js';
import { Migration20261129223000_uploads } from './Migration20261129223000_uploads.js';
import { Migration20261129233100_notices_on_behalf } from './Migration20261129233100_notices_on_behalf.js';
import { Migration20261129234000_audit_heads } from './Migration20261129234000_audit_heads.js';
import { Migration20261129232000_notice_mails } from './Migration20261129232000_notice_mails.js';
import { Migration20261129230000_rule_sets } from './Migration20261129230000_rule_sets.js';
import { Migration20261129233000_notification_settings } from './Migration20261129233000_notification_settings.js';
import { Migration20261129232100_chases } from './Migration20261129232100_chases.js';
import { Migration20261129234010_mail_settings } from './Migration20261129234010_mail_settings.js';
import { Migration20261129234020_told_for_each } from './Migration20261129234020_told_for_each.js';
import { Migration20261129236000_ledger_by_day } from './Migration20261129236000_ledger_by_day.js';
import { Migration20261130000100_chases_kept } from './Migration20261130000100_chases_kept.js';
import { Migration20261130001000_directives } from './Migration20261130001000_directives.js';
import { Migration20261130002000_frozen_periods } from './Migration20261130002000_frozen_periods.js';
import { Migration20261130003000_questions } from './Migration20261130003000_questions.js';
import { Migration20261130004000_chases_kept_at_once } from './Migration20261130004000_chases_kept_at_once.js';
import { Migration20261130005000_sides_by_agreement } from './Migration20261130005000_sides_by_agreement.js';
import { Migration20261130010000_sheets } from './Migration20261130010000_sheets.js';
import { Migration20261130020000_documents } from './Migration20261130020000_documents.js';
import { Migration20261130020100_sheet_intake } from './Migration20261130020100_sheet_intake.js';
import { Migration20261130021000_templates } from './Migration20261130021000_templates.js';
import { Migration20261130022000_document_issues } from './Migration20261130022000_document_issues.js';
import { Migration20261130023000_triggers_by_index } from './Migration20261130023000_triggers_by_index.js';
import { Migration20261130024000_audit_sealer } from './Migration20261130024000_audit_sealer.js';
import { Migration20261130025000_revision_steps } from './Migration20261130025000_revision_steps.js';
import { Migration20261130210000_first_of_agreement } from './Migration20261130210000_first_of_agreement.js';
import { Migration20261201010000_plans } from './Migration20261201010000_plans.js';
import { Migration20261201010100_extension_counters } from './Migration20261201010100_extension_counters.js';
import { Migration20261201020000_search } from './Migration20261201020000_search.js';
import { Migration20261201030000_stand_ins } from './Migration20261201030000_stand_ins.js';
import { Migration20261202050000_mail_drafts } from './Migration20261202050000_mail_drafts.js';
import { Migration20261202010000_amendments } from './Migration20261202010000_amendments.js';
import { Migration20261129235000_notices_by_hand } from './Migration20261129235000_notices_by_hand.js';
import { Migration20261129231000_heads } from './Migration20261129231000_heads.js';
import { Migration20261129230100_for_role } from './Migration20261129230100_for_role.js';
import { Migration20261202040000_calendar_addresses } from './Migration20261202040000_calendar_addresses.js';
import { Migration20261202040100_webhooks } from './Migration20261202040100_webhooks.js';

export const migrations = [
  Migration20261123090000_accounts_and_agreements,
  Migration20261123090100_commitments,
  Migration20261123090200_reminders,
  Migration20261125090000_audit,
  Migration20261125090500_audit_days,
  Migration20261125090800_revision,
  Migration20261125091000_access,
  Migration20261125091001_edited_bodies,
  Migration20261125092000_account_links,
  Migration20261125092100_second_factor,
  Migration20261125092200_single_sign_on,
  Migration20261125093000_side_notes,
  Migration20261125094000_evidence,
  Migration20261128090000_titles_and_cooperating_bodies_in_history,
  Migration20261128100100_dashes_in_search,
  Migration20261128100300_known_browsers,
  Migration20261128100400_parents_and_proofs,
  Migration20261128100500_evidence_days,
  Migration20261128100600_report_periods,
  Migration20261128100700_contributions,
  Migration20261128100701_notices,
  Migration20261128100800_codes_in_order,
  Migration20261128100810_reminders_owed,
  Migration20261128100820_rule_on_the_day,
  Migration20261129100100_calendar_documents,
  Migration20261129100200_products,
  Migration20261129200100_day_done,
  Migration20261129200200_documents_as_evidence,
  Migration20261129200300_matters,
  Migration20261129200400_turns,
  Migration20261129200600_chases_by_turn,
  Migration20261129200700_declared_completions,
  Migration20261129201000_undated,
  Migration20261129202000_reminders_by_turn,
  Migration20261129203000_sector_leaders,
  Migration20261129220000_report_drafts,
  Migration20261129221000_indicators,
  Migration20261129222000_report_review,
  Migration20261129222100_report_waits,
  Migration20261129223000_uploads,
  Migration20261129230000_rule_sets,
  Migration20261129230100_for_role,
  Migration20261129232000_notice_mails,
  Migration20261129232100_chases,
  Migration20261129233000_notification_settings,
  Migration20261129233100_notices_on_behalf,
  Migration20261129234000_audit_heads,
  Migration20261129234010_mail_settings,
  Migration20261129236000_ledger_by_day,
  Migration20261129231000_heads,
  Migration20261129234020_told_for_each,
  Migration20261129235000_notices_by_hand,
  Migration20261130000100_chases_kept,
  Migration20261130001000_directives,
  Migration20261130002000_frozen_periods,
  Migration20261130003000_questions,
  Migration20261130004000_chases_kept_at_once,
  Migration20261130005000_sides_by_agreement,
  Migration20261130010000_sheets,
  Migration20261130020000_documents,
  Migration20261130020100_sheet_intake,
  Migration20261130021000_templates,
  Migration20261130022000_document_issues,
  Migration20261130023000_triggers_by_index,
  Migration20261130024000_audit_sealer,
  Migration20261130025000_revision_steps,
  Migration20261130210000_first_of_agreement,
  Migration20261201010000_plans,
  Migration20261201010100_extension_counters,
  Migration20261201020000_search,
  Migration20261201030000_stand_ins,
  Migration20261202010000_amendments,
  Migration20261202040000_calendar_addresses,
  Migration20261202040100_webhooks,
  Migration20261202050000_mail_drafts,
];
