import type { screen as vi } from '../vi/screen.js';

export const screen: typeof vi = {
  title: 'Projector view',
  open: 'Projector view',
  asOf: (day) => `As of ${day}`,
  changed: (instant) => `last change ${instant}`,
  rates: (completion, update) => `Completed ${completion} · Reports on time ${update}`,
  over: (n) => (n === 1 ? '1 day overdue' : `${n} days overdue`),
  since: (n) => (n === 1 ? 'for 1 day' : `for ${n} days`),
  left: (n) => (n === 0 ? 'today' : n === 1 ? '1 day left' : `${n} days left`),
  more: (n) => `and ${n} more`,
  byItself: 'This page reloads every minute.',
  live: 'Updating by itself',
  stale: 'No connection since {time}: the figures may be out of date',
  ended: 'Signed out at {time}: sign in again to update',
  full: 'Full screen',
  leave: 'Leave the projector view',
};
