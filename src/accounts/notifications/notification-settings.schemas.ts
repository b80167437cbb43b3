import { choice, day, named, nullable, object, string } from '../../platform/http/schema.js';
import { languages } from '../../platform/text.js';
import { frequencies, type NotificationSettings } from './notification-settings.types.js';

export const notificationSettingsSchema = named<NotificationSettings>(
  'NotificationSettings',
  'How the account wants to be reminded: pause and stand-in are null once they are over',
  object({
    language: choice(languages),
    frequency: choice(frequencies),
    pausedFrom: nullable(day),
    pausedUntil: nullable(day),
    standIn: nullable(string),
  }),
);
