/** The web address of the demo's mailbox; null in production, and in a demo whose mails go to a server of its own (SMTP_URL). */
export const MAILBOX_URL = Symbol('mailbox url');
