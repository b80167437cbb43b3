/** The web address of the demo's mailbox; null in production. */
export const MAILBOX_URL = Symbol('mailbox url');
