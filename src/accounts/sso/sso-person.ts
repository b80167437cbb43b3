import { isEmail } from 'class-validator';
import { composed } from '../../platform/text.js';
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
const MOST_ADDRESS = 254;

/** @throws SsoRefused where the provider does not vouch for an address */
export function personOf(claims: Claims, names: SsoSettings['claims']): SsoPerson {
  const email = composed(textOf(claims.email) ?? '', MOST_ADDRESS).toLowerCase();
  if (!email || !isEmail(email) || !accountAddress.test(email)) throw new SsoRefused('email_missing');
  if (claims.email_verified !== true && claims.email_verified !== 'true')
    throw new SsoRefused('email_unverified', email);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email,
    name: nameOf(claims.name),
    role: textOf(claims[names.role]),
    party: textOf(claims[names.party]),
    body: textOf(claims[names.body]),
  };
}

function nameOf(claim: unknown): string | null {
  const name = textOf(claim)?.slice(0, 4 * MOST_NAME);
  return name === undefined ? null : composed(name, MOST_NAME).slice(0, MOST_NAME);
}

/** One text, or a list of one; of several none is chosen. */
function textOf(claim: unknown): string | null {
  const one: unknown = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim;
  // oxlint-disable-next-line no-control-regex
  return typeof one === 'string' && one.trim() !== '' && !/[\u0000-\u001F\u007F]/.test(one)
    ? one.trim()
    : null;
}
