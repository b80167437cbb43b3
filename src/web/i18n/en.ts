import { account } from './en/account.js';
import { access } from './en/access.js';
import { across } from './en/across.js';
import { uploads } from './en/uploads.js';
import { users } from './en/users.js';
import { bodies } from './en/bodies.js';
import { bulk } from './en/bulk.js';
import { calendar } from './en/calendar.js';
import { calendarFeed } from './en/calendar-feed.js';
import { admin } from './en/admin.js';
import { mailSettings } from './en/mail-settings.js';
import { agreements } from './en/agreements.js';
import { audit } from './en/audit.js';
import { auditLog } from './en/audit-log.js';
import { commitment } from './en/commitment.js';
import { chase } from './en/chase.js';
import { common } from './en/common.js';
import { comparison } from './en/comparison.js';
import { dashboard } from './en/dashboard.js';
import { done } from './en/done.js';
import { exceptions } from './en/exceptions.js';
import { exports } from './en/exports.js';
import { factor } from './en/factor.js';
import { finding } from './en/finding.js';
import { forecast } from './en/forecast.js';
import { documents } from './en/documents.js';
import { issues } from './en/issues.js';
import { templates } from './en/templates.js';
import { form } from './en/form.js';
import { guide } from './en/guide.js';
import { leaders } from './en/leaders.js';
import { rules } from './en/rules.js';
import { list } from './en/list.js';
import { mailDraft } from './en/mail-draft.js';
import { notice } from './en/notice.js';
import { handOver } from './en/hand-over.js';
import { notifications } from './en/notifications.js';
import { standIns } from './en/stand-ins.js';
import { password } from './en/password.js';
import { past } from './en/past.js';
import { periods } from './en/periods.js';
import { print } from './en/print.js';
import { reminders } from './en/reminders.js';
import { errors, signIn } from './en/sign-in.js';
import { script } from './en/script.js';
import { screen } from './en/screen.js';
import { intake } from './en/intake.js';
import { shape } from './en/shape.js';
import { sheets } from './en/sheets.js';
import { sso } from './en/sso.js';
import { timeline } from './en/timeline.js';
import { turn } from './en/turn.js';
import { formWord, keptForm, typed } from './en/typed.js';
import { webhooks } from './en/webhooks.js';
import { waits } from './en/waits.js';
import { work } from './en/work.js';
import type { vi } from './vi.js';

export const en: typeof vi = {
  ...common,
  intake,
  shape,
  sheets,
  screen,
  across,
  bulk,
  chase,
  finding,
  forecast,
  form,
  comparison,
  timeline,
  dashboard,
  documents,
  issues,
  templates,
  done,
  exceptions,
  exports,
  guide,
  leaders,
  rules,
  list,
  mailDraft,
  notice,
  signIn,
  password,
  past,
  periods,
  print,
  account,
  handOver,
  notifications,
  standIns,
  factor,
  script,
  sso,
  errors,
  commitment,
  uploads,
  waits,
  webhooks,
  work,
  reminders,
  admin,
  mailSettings,
  access,
  users,
  bodies,
  calendar,
  calendarFeed,
  agreements,
  audit,
  auditLog,
  turn,
  typed,
  formWord,
  keptForm,
};
