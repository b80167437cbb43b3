import type { admin as vi } from '../vi/admin.js';

export const admin: typeof vi = {
  title: 'Administration',
  tabs: {
    users: 'Accounts',
    bodies: 'Bodies',
    calendar: 'Working calendar',
    agreements: 'Agreements',
    signIn: 'Sign-in',
  },
};
