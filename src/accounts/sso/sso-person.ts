import { isMailAddress } from '../../platform/mail/mail-address.js';
import { composed, showsNothing } from '../../platform/text.js';
import type { SsoSettings } from '../../config/sso-settings.js';
import type { Claims } from './sso-provider.js';

/** Who signed in at the provider, in our words. Null is what the provider did not say. */
export interface SsoPerson {
  issuer: string;
  subject: string;
  /** Lower case; null where there is none. */
  email: string | null;
  /** Whether the provider vouches for the address. */
  verified: boolean;
  name: string | null;
  role: string | null;
  party: string | null;
  body: string | null;
}

const MOST_NAME = 200;
const MOST_ADDRESS = 254;

export function personOf(
  claims: Claims,
  { claims: names, emailVerified }: Pick<SsoSettings, 'claims' | 'emailVerified'>,
): SsoPerson {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: emailOf(claims.email),
    verified: vouched.has(claims[emailVerified]),
    name: nameOf(claims.name),
    role: textOf(claims[names.role]),
    party: textOf(claims[names.party]),
    body: textOf(claims[names.body]),
  };
}

/** As providers write it: the standard's true, and what some make of it. */
const vouched = new Set<unknown>([true, 'true', 1, '1']);

function emailOf(claim: unknown): string | null {
  const email = composed(textOf(claim) ?? '', MOST_ADDRESS).toLowerCase();
  return isMailAddress(email) ? email : null;
}

function nameOf(claim: unknown): string | null {
  const name = textOf(claim)?.slice(0, 4 * MOST_NAME);
  return name === undefined ? null : composed(name, MOST_NAME).slice(0, MOST_NAME);
}

/** One text, or a list of one; of several none is chosen. */
function textOf(claim: unknown): string | null {
  const one: unknown = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim;
  // oxlint-disable-next-line no-control-regex
  return typeof one === 'string' && !showsNothing(one) && !/[\u0000-\u001F\u007F]/.test(one)
    ? one.trim()
    : null;
}
