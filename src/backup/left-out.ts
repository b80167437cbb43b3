/**
 * Tables of which a backup holds the shape and no row. What lets somebody in must not come back to life with an old state: a
 * token that was revoked, a link that was used, a session that was ended after the backup was taken. Nor what is only on its way: its files are not in it.
 */
export const leftOut: ReadonlySet<string> = new Set([
  'session',
  'half_session',
  'access_token',
  'calendar_address',
  'sso_attempt',
  'sso_link',
  'sign_in_failure',
  'account_link',
  'account_mail',
  'reset_request',
  'upload',
  'webhook_delivery',
]);
