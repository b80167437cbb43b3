import type { reminders as vi } from '../vi/reminders.js';

export const reminders: typeof vi = {};
