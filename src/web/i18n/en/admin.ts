import type { admin as vi } from '../vi/admin.js';

export const admin: typeof vi = {
  title: 'Administration',
  tabs: {
    users: 'Accounts',
    bodies: 'Bodies',
    calendar: 'Working calendar',
    agreements: 'Agreements',
    templates: 'Templates',
    signIn: 'Sign-in',
    mail: 'Email',
    webhooks: 'Webhooks',
  },
  runMissing: {
    title: (day) => `The reminders of ${day} have not been run.`,
    text: 'It is half an hour past their time. Ask the operator to check the worker process; once it runs again, what was missed is sent once.',
  },
};
