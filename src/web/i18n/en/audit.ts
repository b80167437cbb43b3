import type { audit as vi } from '../vi/audit.js';

const kinds: (typeof vi)['kinds'] = {
  'session.opened': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.ended': 'Signed out',
  'token.issued': 'Access token issued',
  'token.revoked': 'Access token revoked',
  'session.revoked': 'Session ended by hand',
  'user.created': 'Account created',
  'agreement.imported': 'Agreement imported',
  'reminders.run': 'Reminders run by request',
  'clock.moved': 'System date moved (demo)',
  'commitment.imported': 'Commitment imported',
  'commitment.updated': 'Progress reported',
  'commitment.plan_confirmed': 'Lead body and deadline confirmed',
  'commitment.plan_confirmation_withdrawn': 'Confirmation of lead body and deadline withdrawn',
  'commitment.completion_confirmed': 'Completion confirmed',
  'commitment.completion_confirmation_withdrawn': 'Confirmation of completion withdrawn',
  'commitment.completed': 'Commitment completed',
  'commitment.reopened': 'Commitment reopened',
  'commitment.returned': 'Sent back',
  'commitment.extension_requested': 'Extension requested',
  'commitment.extension_decided': 'Extension decided',
  'commitment.extension_agreed': 'Extension: opinion of the other side',
  'commitment.extended': 'Extended',
  'commitment.deadline_changed': 'Deadline changed',
  'commitment.lead_changed': 'Lead body changed',
};

export const audit: typeof vi = { title: 'Audit log', kinds };
