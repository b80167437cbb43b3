import { isEmail } from 'class-validator';

/** What production mode cannot do without, and why. */
export const productionSecrets = {
  SESSION_SECRET: 'at least 32 random characters, for example: openssl rand -hex 32',
  SMTP_URL: 'the mail server, for example: smtps://user:password@mail.example:465',
  PUBLIC_URL: 'the start of every link in emails, for example: https://hop-tac.example',
} as const;

interface Addresses {
  SMTP_URL?: string;
  PUBLIC_URL?: string;
  MAIL_FROM: string;
}

/** Of what is first used when a mail is sent, and is to be found wrong before. Values are not told: they may hold a password. */
export function faultsOfAddresses({ SMTP_URL, PUBLIC_URL, MAIL_FROM }: Addresses): string[] {
  return [
    ...(isMailServer(SMTP_URL) ? [] : [`SMTP_URL: must be ${productionSecrets.SMTP_URL}`]),
    ...(isSite(PUBLIC_URL)
      ? []
      : [
          `PUBLIC_URL: must be ${productionSecrets.PUBLIC_URL}; http:// or https://, no path, query or account`,
        ]),
    ...(isSender(MAIL_FROM)
      ? []
      : [
          'MAIL_FROM: must be one address, optionally with a name before it: Tracker <tracker@office.example>',
        ]),
  ];
}

function isMailServer(url: unknown): boolean {
  if (url === undefined) return true;
  return (
    typeof url === 'string' && /^smtps?:\/\/./.test(url) && URL.canParse(url) && new URL(url).host !== ''
  );
}

/** Links are made by putting a path after it, and the program serves from the root. */
function isSite(url: unknown): boolean {
  if (url === undefined) return true;
  return typeof url === 'string' && /^https?:\/\/[^/?#@\\\s]+\/*$/.test(url) && URL.canParse(url);
}

const sender = /^(?:(?:"[^"\p{Cc}]*"|[^<>",;:@\p{Cc}]*)\s*<([^<>\s]+)>|([^<>\s,;]+))$/u;

/** As the header of a mail says it: a name in quotation marks where it has a comma in it. */
function isSender(text: unknown): boolean {
  const found = typeof text === 'string' ? sender.exec(text.trim()) : null;
  return found !== null && isEmail(found[1] ?? found[2]!, { require_tld: false });
}
