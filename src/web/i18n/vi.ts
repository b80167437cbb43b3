import { account } from './vi/account.js';
import { access } from './vi/access.js';
import { across } from './vi/across.js';
import { uploads } from './vi/uploads.js';
import { users } from './vi/users.js';
import { bodies } from './vi/bodies.js';
import { bulk } from './vi/bulk.js';
import { calendar } from './vi/calendar.js';
import { calendarFeed } from './vi/calendar-feed.js';
import { admin } from './vi/admin.js';
import { mailSettings } from './vi/mail-settings.js';
import { agreements } from './vi/agreements.js';
import { audit } from './vi/audit.js';
import { auditLog } from './vi/audit-log.js';
import { commitment } from './vi/commitment.js';
import { chase } from './vi/chase.js';
import { common } from './vi/common.js';
import { comparison } from './vi/comparison.js';
import { dashboard } from './vi/dashboard.js';
import { done } from './vi/done.js';
import { exceptions } from './vi/exceptions.js';
import { exports } from './vi/exports.js';
import { factor } from './vi/factor.js';
import { finding } from './vi/finding.js';
import { forecast } from './vi/forecast.js';
import { documents } from './vi/documents.js';
import { issues } from './vi/issues.js';
import { templates } from './vi/templates.js';
import { form } from './vi/form.js';
import { guide } from './vi/guide.js';
import { leaders } from './vi/leaders.js';
import { rules } from './vi/rules.js';
import { list } from './vi/list.js';
import { mailDraft } from './vi/mail-draft.js';
import { notice } from './vi/notice.js';
import { handOver } from './vi/hand-over.js';
import { notifications } from './vi/notifications.js';
import { standIns } from './vi/stand-ins.js';
import { password } from './vi/password.js';
import { past } from './vi/past.js';
import { periods } from './vi/periods.js';
import { print } from './vi/print.js';
import { reminders } from './vi/reminders.js';
import { errors, signIn } from './vi/sign-in.js';
import { script } from './vi/script.js';
import { screen } from './vi/screen.js';
import { intake } from './vi/intake.js';
import { shape } from './vi/shape.js';
import { sheets } from './vi/sheets.js';
import { sso } from './vi/sso.js';
import { timeline } from './vi/timeline.js';
import { turn } from './vi/turn.js';
import { formWord, keptForm, typed } from './vi/typed.js';
import { webhooks } from './vi/webhooks.js';
import { waits } from './vi/waits.js';
import { work } from './vi/work.js';

export const vi = {
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
