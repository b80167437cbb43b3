import { isEmail } from 'class-validator';
import type { SsoSettings } from '../../config/sso-settings.js';
import { accountAddress } from '../account-address.js';
import { SsoRefused } from './sso-refused.js';
import type { Claims } from './sso-provider.js';

/** Who signed in at the provider, in our words. Null is what the provider did not say. */
export interface SsoPerson {
  issuer: string;
  subject: string;
  /** Lower case, verified by the provider. */
  email: string;
  name: string | null;
  role: string | null;
  party: string | null;
  body: string | null;
}

const MOST_NAME = 200;

/** @throws SsoRefused where the provider does not vouch for an address */
export function personOf(claims: Claims, names: SsoSettings['claims']): SsoPerson {
  const email = textOf(claims.email)?.normalize('NFC').toLowerCase() ?? null;
  if (!email || !isEmail(email) || !accountAddress.test(email)) throw new SsoRefused('email_missing');
  if (claims.email_verified !== true && claims.email_verified !== 'true')
    throw new SsoRefused('email_unverified', email);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email,
    name: textOf(claims.name)?.normalize('NFC').slice(0, MOST_NAME) ?? null,
    role: textOf(claims[names.role]),
    party: textOf(claims[names.party]),
    body: textOf(claims[names.body]),
  };
}

/** One text, or a list of one; of several none is chosen. */
function textOf(claim: unknown): string | null {
  const one: unknown = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim;
  // oxlint-disable-next-line no-control-regex
  return typeof one === 'string' && one.trim() !== '' && !/[\u0000-\u001F\u007F]/.test(one)
    ? one.trim()
    : null;
}
