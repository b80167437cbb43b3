import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

describe('the mail server that is named', () => {
  it.each(['smtp://127.0.0.1:1025', 'smtps://user:p%40ss@mail.example:465'])('may be %s', (url) => {
    expect(readConfig({ SMTP_URL: url }).SMTP_URL).toBe(url);
  });

  it.each(['mail.example', 'https://mail.example', 'smtp://', 'smtp://mail example'])(
    'stops the start where it is “%s”, not the first mail',
    (url) => {
      expect(() => readConfig({ SMTP_URL: url })).toThrow(ConfigError);
      expect(() => readConfig({ SMTP_URL: url })).toThrow(/^SMTP_URL: /);
    },
  );
});
